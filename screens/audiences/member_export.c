/*
 * The members of an audience as a file, or those that the search finds.
 *
 * It is read part by part and written as it comes, so a million cost no memory; stopped or failed,
 * it leaves no half of a file.
 */
#include "audiences/member_state.h"
#include "kit/ask.h"
#include "kit/people_file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

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

static void put_member(FILE *file, const struct bo_member *m)
{
	char quantity[24] = "none", used[24];

	if (m->quantity != BO_NONE)
		snprintf(quantity, sizeof quantity, "%" PRId64, m->quantity);
	snprintf(used, sizeof used, "%" PRId64, m->used);
	people_file_cell(file, m->code, false);
	people_file_cell(file, m->email, false);
	people_file_cell(file, m->category, false);
	people_file_cell(file, m->location, false);
	people_file_cell(file, quantity, false);
	people_file_cell(file, used, false);
	people_file_cell(file, m->name, true);
}

static enum bo_status write_members(struct screen *screen, FILE *file, int64_t *written)
{
	const struct member_page *p = screen->state;
	struct member_reader reader = { .audience_id = p->audience_id, .words = p->window.words };
	int64_t total = p->window.words[0] ? 0 : p->audience.members;
	struct bo_members list;
	bool stopped = false;

	fputs("code,email,category,location,quantity,used,name\r\n", file);
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
	FILE *file = people_file_new(path);
	int64_t written = 0;
	enum bo_status status;
	bool whole;

	if (!file) {
		app_error(screen->app, "%s cannot be written: %s.", path, strerror(errno));
		return UI_REDRAW;
	}
	status = write_members(screen, file, &written);
	whole = people_file_end(file, path, status == BO_OK);
	if (status == BO_CANCELLED)
		app_info(screen->app, "Stopped; no file was left.");
	else if (!status && !whole)
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
		 "%s with code, e-mail, name, category, location, quantity and uses, to a file "
		 "that is not there yet:",
		 p->window.words[0] ? "The members found" : "All members");
	snprintf(p->path, sizeof p->path, "%.*smembers.csv", slash ? (int)(slash - store + 1) : 0,
		 store);
	return app_open(screen->app, &prompt_screen, &prompt, MEMBER_TAG_EXPORT);
}
