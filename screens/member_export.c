/*
 * The members of an audience as a file, or those that the search finds.
 *
 * It is read part by part and written as it comes, so a million cost no memory; stopped or failed,
 * it leaves no half of a file.
 */
#include "ask.h"
#include "member_state.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PART = 2000, LOOKED_AT = 20000 };

bool member_reader_next(struct screen *screen, struct member_reader *reader,
			struct bo_members *list)
{
	int64_t reached = 0;
	const struct bo_member_filter filter = { .audience_id = reader->audience_id,
						 .words = reader->words,
						 .after = reader->after,
						 .limit = PART,
						 .walk = LOOKED_AT,
						 .reached = &reached };

	if (reader->done)
		return false;
	bo_arena_clear(&reader->arena);
	*list = (struct bo_members){ 0 };
	if (session_failed(screen,
			   bo_member_list(session_bo(screen), &reader->arena, &filter, list)))
		return false;
	if (list->n == PART)
		reader->after = list->row[PART - 1].id;
	else if (reached)
		reader->after = reached;
	else
		reader->done = true;
	return true;
}

void member_reader_end(struct member_reader *reader)
{
	bo_arena_clear(&reader->arena);
}

static void put_quoted(FILE *file, const char *text, char end)
{
	bool quotes = strpbrk(text, ",;\t\"\n\r") || *text == ' ';

	if (quotes)
		putc('"', file);
	for (const char *c = text; *c; c++) {
		if (*c == '"')
			putc('"', file);
		putc(*c, file);
	}
	if (quotes)
		putc('"', file);
	putc(end, file);
}

static void put_member(FILE *file, const struct bo_member *m)
{
	put_quoted(file, m->code, ',');
	put_quoted(file, m->email, ',');
	put_quoted(file, m->category, ',');
	put_quoted(file, m->location, ',');
	if (m->quantity == BO_NONE)
		fputs("none", file);
	else
		fprintf(file, "%" PRId64, m->quantity);
	fprintf(file, ",%" PRId64 "\n", m->used);
}

static enum bo_status write_members(struct screen *screen, FILE *file, int64_t *written)
{
	const struct member_page *p = screen->state;
	struct member_reader reader = { .audience_id = p->audience_id, .words = p->window.words };
	int64_t total = p->window.words[0] ? 0 : p->audience.members;
	struct bo_members list;
	bool stopped = false;

	fputs("code,email,category,location,quantity,used\n", file);
	while (!stopped && member_reader_next(screen, &reader, &list)) {
		for (size_t i = 0; i < list.n; i++)
			put_member(file, &list.row[i]);
		*written += (int64_t)list.n;
		stopped = !app_progress(screen->app, *written, total);
	}
	bool failed = !reader.done && !stopped;

	member_reader_end(&reader);
	return stopped ? BO_CANCELLED : failed ? BO_IO : BO_OK;
}

unsigned member_export(struct screen *screen, const char *path)
{
	FILE *file = fopen(path, "wxe");
	int64_t written = 0;
	enum bo_status status;

	if (!file) {
		app_error(screen->app, "%s cannot be written: %s.", path, strerror(errno));
		return UI_REDRAW;
	}
	status = write_members(screen, file, &written);
	bool ok = !ferror(file);

	ok = fclose(file) == 0 && ok;
	if (status || !ok)
		unlink(path);
	if (status == BO_CANCELLED)
		app_info(screen->app, "Stopped; no file was left.");
	else if (!status && !ok)
		app_error(screen->app, "%s cannot be written: %s.", path, strerror(errno));
	else if (!status)
		app_info(screen->app, "%" PRId64 " member%s written to %s.", written,
			 written == 1 ? "" : "s", path);
	return UI_REDRAW;
}

unsigned member_ask_export(struct screen *screen)
{
	struct member_page *p = screen->state;
	const char *store = bo_store_path(session_bo(screen)), *slash = strrchr(store, '/');
	struct prompt prompt = { .title = "Export",
				 .text = p->room.text,
				 .prefill = p->path,
				 .limit = sizeof p->path - 1 };

	if (!audience_may(screen))
		return UI_HANDLED | UI_REDRAW;
	snprintf(p->room.text, sizeof p->room.text,
		 "%s with code, e-mail, category, location, quantity and what was used, to a file "
		 "that is not there yet:",
		 p->window.words[0] ? "The members found" : "All members");
	snprintf(p->path, sizeof p->path, "%.*smembers.csv", slash ? (int)(slash - store + 1) : 0,
		 store);
	app_push(screen->app, &prompt_screen, &prompt, MEMBER_TAG_EXPORT);
	return UI_HANDLED | UI_REDRAW;
}
