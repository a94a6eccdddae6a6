/*
 * From a struct and its description to JSON.
 */
#include "cli/object/field.h"

#include <string.h>

#define X(name)                                                                                    \
	const char *word_##name(unsigned value)                                                    \
	{                                                                                          \
		return bo_##name##_code(value);                                                    \
	}
WORDS(X)
#undef X

void put(struct cli *cli, json_t *object, const char *key, json_t *value)
{
	if (!value || json_object_set_new(object, key, value))
		cli->short_of_memory = true;
}

void append(struct cli *cli, json_t *array, json_t *value)
{
	if (!value || json_array_append_new(array, value))
		cli->short_of_memory = true;
}

/* A store edited by other programs may hold broken text; JSON may not. */
json_t *json_of_text(struct cli *cli, const char *text)
{
	json_t *value = text ? json_string(text) : json_null();
	size_t size = text ? strlen(text) * 3 + 1 : 0;
	char *clean;

	if (!value && (clean = bo_arena_alloc(&cli->arena, size))) {
		bo_text_clean(text, clean, size);
		value = json_string(clean);
	}
	return value;
}

json_t *json_of_number(int64_t number)
{
	return number == BO_NONE ? json_null() : json_integer(number);
}

json_t *json_of_moment(int64_t when, const char *zone)
{
	char text[40];
	struct bo_buf iso = BO_BUF(text);

	if (when == BO_NONE)
		return json_null();
	bo_when_iso(&iso, when, zone);
	return json_string(text);
}

void put_text(struct cli *cli, json_t *object, const char *key, const char *text)
{
	put(cli, object, key, json_of_text(cli, text));
}

void put_number(struct cli *cli, json_t *object, const char *key, int64_t number)
{
	put(cli, object, key, json_of_number(number));
}

void put_id(struct cli *cli, json_t *object, const char *key, int64_t id)
{
	put(cli, object, key, json_of_number(id == 0 ? BO_NONE : id));
}

void put_flag(struct cli *cli, json_t *object, const char *key, bool flag)
{
	put(cli, object, key, json_boolean(flag));
}

void put_when(struct cli *cli, json_t *object, const char *key, int64_t when, const char *zone)
{
	put(cli, object, key, json_of_moment(when, zone ? zone : bo_zone(cli->bo)));
}

/* --- Fields ----------------------------------------------------------------------------------- */

static const char *text_at(const void *row, size_t at)
{
	const char *text;

	memcpy(&text, (const char *)row + at, sizeof text);
	return text;
}

/* A text or an array, to which the member points unless it is in the struct itself. */
static const void *pointed(const struct field *field, const struct from *from)
{
	return field->size > sizeof(void *) ? from->member : text_at(from->row, field->at);
}

static int64_t number_at(const void *row, size_t at, size_t size)
{
	const char *from = (const char *)row + at;
	int64_t number;
	int small;
	bool flag;

	if (size == sizeof flag)
		return memcpy(&flag, from, sizeof flag), flag;
	if (size == sizeof small)
		return memcpy(&small, from, sizeof small), small;
	memcpy(&number, from, sizeof number);
	return number;
}

static size_t size_at(const void *row, size_t at)
{
	return (size_t)number_at(row, at, sizeof(size_t));
}

/* "Hamlet@2026-01-05T20:00"; of an hour that comes twice with its offset, without which it would be
 * the name of two. */
static json_t *performance_name(const struct field *field, const struct from *from)
{
	const char *show = text_at(from->row, field->at), *zone = text_at(from->row, field->zone);
	int64_t at = number_at(from->row, field->more, sizeof at);
	char text[40];
	struct bo_buf iso = BO_BUF(text);

	if (!show)
		return json_null();
	zone = zone ? zone : bo_zone(from->cli->bo);
	bo_when_iso(&iso, at, zone);
	show = bo_arena_printf(&from->cli->arena, "%s@%.16s%s", show, text,
			       bo_when_comes_twice(at, zone) ? text + 19 : "");
	return show ? json_of_text(from->cli, show) : NULL;
}

static json_t *codes(struct cli *cli, const char *text)
{
	json_t *list = json_array();
	char code[BO_CODE_SIZE];

	while (bo_code_next(&text, code))
		append(cli, list, json_of_text(cli, code));
	return list;
}

static json_t *code_words(struct cli *cli, const char *text)
{
	char all[BO_CODES_SIZE + 2 * BO_CODES_MAX];
	struct bo_buf words = BO_BUF(all);

	bo_code_list(&words, text);
	return json_of_text(cli, text ? all : NULL);
}

static json_t *set(struct cli *cli, const struct field *field, unsigned bits)
{
	json_t *list = json_array();

	for (unsigned i = 0; bits >> i; i++)
		if (bits >> i & 1)
			append(cli, list, json_of_text(cli, field->word(i)));
	return list;
}

static json_t *object_in(struct cli *cli, const struct object *object, const void *row,
			 const char *zone);

static json_t *list_in(struct cli *cli, const struct object *object, const void *rows, size_t n,
		       const char *zone)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		append(cli, list,
		       object_in(cli, object, (const char *)rows + i * object->size, zone));
	return list;
}

static json_t *array(const struct field *field, const struct from *from)
{
	struct cli *cli = from->cli;
	const void *first = pointed(field, from);
	json_t *list;

	if (field->of)
		return list_in(cli, field->of, first, from->n, from->zone);
	list = json_array();
	for (size_t i = 0; i < from->n; i++)
		append(cli, list,
		       field->kind == IS_TEXTS ? json_of_text(cli, ((const char *const *)first)[i])
					       : json_of_number(((const int64_t *)first)[i]));
	return list;
}

static json_t *text_value(struct cli *cli, enum kind kind, const char *text)
{
	if (kind == IS_CODES)
		return codes(cli, text);
	if (kind == IS_CODE_WORDS)
		return code_words(cli, text);
	if (kind == IS_PLAIN && !text)
		text = "";
	if (kind == IS_REMARK && text && !*text)
		text = NULL;
	return json_of_text(cli, text);
}

static json_t *value(const struct field *field, const struct from *from)
{
	struct cli *cli = from->cli;
	enum kind kind = field->kind;
	int64_t number;

	if (kind < IS_PERFORMANCE)
		return text_value(cli, kind, pointed(field, from));
	if (kind == IS_PERFORMANCE)
		return performance_name(field, from);
	if (kind >= IS_TEXTS)
		return array(field, from);
	number = number_at(from->row, field->at, field->size);
	if (kind == IS_WORD)
		return text_value(cli, IS_REMARK, field->word((unsigned)number));
	if (kind == IS_SET)
		return set(cli, field, (unsigned)number);
	if (kind == IS_FLAG)
		return json_boolean(number);
	if (kind == IS_ID && number == 0)
		return json_null();
	return kind == IS_MOMENT ? json_of_moment(number, from->zone) : json_of_number(number);
}

static json_t *object_in(struct cli *cli, const struct object *object, const void *row,
			 const char *zone)
{
	const char *own = object->zone ? text_at(row, object->zone) : NULL;
	struct from from = { .cli = cli, .row = row, .zone = own ? own : zone };
	json_t *made = json_object();

	for (size_t i = 0; i < object->n_fields; i++) {
		const struct field *field = &object->field[i];

		from.n = field->more ? size_at(row, field->more) : 0;
		if (field->kind == IS_LIST_IF_ANY && from.n == 0)
			continue;
		from.member = (const char *)row + field->at;
		put(cli, made, field->key, field->get ? field->get(&from) : value(field, &from));
	}
	return made;
}

json_t *object_of(struct cli *cli, const struct object *object, const void *row)
{
	return object_in(cli, object, row, bo_zone(cli->bo));
}

json_t *object_list(struct cli *cli, const struct object *object, const void *rows, size_t n)
{
	return list_in(cli, object, rows, n, bo_zone(cli->bo));
}
