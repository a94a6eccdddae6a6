/*
 * Errors and refusals.  The engine's own sentence is passed on as it is: there
 * is one wording for the screen, the command line and the tests.
 */
#include "cli/say.h"
#include "cli/object/object.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

BO_PRINTF(5, 0)
static enum bo_status keep(struct cli *cli, enum bo_status status, const char *field,
			   const char *value, const char *format, va_list args) BO_PRINTF(5, 0);
static enum bo_status keep(struct cli *cli, enum bo_status status, const char *field,
			   const char *value, const char *format, va_list args)
{
	char message[sizeof cli->error.message];

	vsnprintf(message, sizeof message, format, args);
	cli->has_error = true;
	cli->error.status = status;
	bo_text_clean(field, cli->error.field, sizeof cli->error.field);
	bo_text_clean(value ? value : "", cli->error.value, sizeof cli->error.value);
	bo_text_clean(message, cli->error.message, sizeof cli->error.message);
	return status;
}

enum bo_status say_invalid(struct cli *cli, const char *field, const char *value,
			   const char *format, ...)
{
	va_list args;

	va_start(args, format);
	keep(cli, BO_INVALID, field, value, format, args);
	va_end(args);
	return BO_INVALID;
}

enum bo_status say_failed(struct cli *cli, enum bo_status status, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	keep(cli, status, "", NULL, format, args);
	va_end(args);
	return status;
}

enum bo_status say_no_memory(struct cli *cli)
{
	return say_failed(cli, BO_NO_MEMORY, "There is not enough memory.");
}

enum bo_status say_not_permitted(struct cli *cli, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	cli->refusal = (struct bo_refusal){ .rule = BO_RULE_PERMISSION,
					    .limit = BO_NONE,
					    .wanted = BO_NONE,
					    .override = BO_ROLE_NONE };
	vsnprintf(cli->refusal.message, sizeof cli->refusal.message, format, args);
	va_end(args);
	cli->has_refusal = true;
	return BO_REFUSED;
}

/* A rule about time has times as its numbers. */
static bool about_time(enum bo_rule rule)
{
	return rule == BO_RULE_NOT_YET || rule == BO_RULE_ENDED;
}

static json_t *refusal_object(struct cli *cli, const struct bo_refusal *refusal)
{
	json_t *object = json_object();

	put_text(cli, object, "rule", bo_rule_code(refusal->rule));
	if (about_time(refusal->rule))
		put_when(cli, object, "limit", refusal->limit, bo_zone(cli->bo));
	else
		put_number(cli, object, "limit", refusal->limit);
	put_number(cli, object, "wanted", refusal->wanted);
	put_number(cli, object, "left", refusal->left > 0 ? refusal->left : 0);
	put_text(cli, object, "override",
		 refusal->override ? bo_role_code(refusal->override) : NULL);
	put_text(cli, object, "subject", refusal->subject[0] ? refusal->subject : NULL);
	put_text(cli, object, "message", refusal->message);
	return object;
}

static json_t *error_object(struct cli *cli, const struct bo_error *error)
{
	json_t *object = json_object();

	put_text(cli, object, "field", error->field[0] ? error->field : NULL);
	put_text(cli, object, "value", error->value[0] ? error->value : NULL);
	put_text(cli, object, "message", error->message);
	return object;
}

static void print(struct cli *cli, const char *key, json_t *object, const char *message)
{
	char clean[1024];

	if (cli->format == FORMAT_JSON && !cli->short_of_memory) {
		json_t *whole = json_object();

		put(cli, whole, key, object);
		if (cli->extra)
			put(cli, whole, cli->extra_key, cli->extra);
		cli->extra = NULL;
		json_dumpf(whole, stdout, JSON_INDENT(2));
		putchar('\n');
		json_decref(whole);
	} else {
		json_decref(object);
	}
	bo_text_clean(message, clean, sizeof clean);
	fprintf(stderr, "boxoffice: %s\n", clean);
}

/* --- What is kept and could not be told --------------------------------------------------------
 */

void kept_done(struct cli *cli)
{
	cli->done = true;
}

bool kept_any(const struct cli *cli)
{
	return cli->done || (cli->bo && cli->acts != BO_NONE && bo_kept(cli->bo)->acts > cli->acts);
}

/* "Order 12 is", "Orders 12, 13 and 14 are", "What was asked is". */
static void add_what(struct bo_buf *to, const struct bo_kept *kept)
{
	size_t n = kept ? kept->n_orders : 0, named = n < BO_KEPT_ORDERS ? n : BO_KEPT_ORDERS;

	if (n == 0) {
		bo_buf_add(to, "What was asked is");
		return;
	}
	bo_buf_add(to, n == 1 ? "Order " : "Orders ");
	for (size_t i = 0; i < named; i++)
		bo_buf_printf(to, "%s%" PRId64,
			      i == 0	   ? ""
			      : i + 1 == n ? " and "
					   : ", ",
			      kept->order[i]);
	if (n > named)
		bo_buf_printf(to, " and %zu more", n - named);
	bo_buf_add(to, n == 1 ? " is" : " are");
}

int kept_say(const struct cli *cli, const char *why)
{
	char what[400], clean[600];
	struct bo_buf buf = BO_BUF(what);
	size_t n = strlen(why);

	/* A whole new store has orders, but none was asked for. */
	add_what(&buf, cli->acts != BO_NONE ? bo_kept(cli->bo) : NULL);
	bo_text_clean(why, clean, sizeof clean);
	fprintf(stderr, "boxoffice: %s done and kept, but the output could not be written: %s%s\n",
		what, clean, n > 0 && why[n - 1] == '.' ? "" : ".");
	return KEPT_UNTOLD;
}

int say_end(struct cli *cli, enum bo_status status)
{
	if (status == BO_OK)
		return 0;
	if (kept_any(cli))
		return kept_say(cli, cli->has_refusal ? cli->refusal.message
				     : cli->has_error ? cli->error.message
						      : bo_error(cli->bo)->message);
	if (status == BO_REFUSED) {
		struct bo_refusal refusal = cli->has_refusal ? cli->refusal : *bo_refusal(cli->bo);

		print(cli, "refused", refusal_object(cli, &refusal), refusal.message);
	} else {
		struct bo_error error = cli->has_error ? cli->error : *bo_error(cli->bo);

		print(cli, "error", error_object(cli, &error), error.message);
	}
	return bo_status_exit(status);
}
