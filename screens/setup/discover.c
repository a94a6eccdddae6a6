/*
 * The queues of the print system, asked for by a child: this program's own command line.
 *
 * Its answer is collected as it comes; what it says when it cannot answer is a sentence in the same
 * form as everywhere else on the command line.
 */
#include "setup/setup.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

bool setup_discover(struct screen *screen)
{
	struct setup *s = screen->state;
	const struct session *session = session_of(screen);
	const char *argv[] = { session->program, "--store",  bo_store_path(session->bo),
			       "--format",	 "json",     "print",
			       "printers",	 "discover", NULL };

	if (!session->program || child_runs(&s->asker))
		return false;
	s->nheard = 0;
	if (!s->heard)
		s->heard = malloc(HEARD_MAX);
	if (!s->heard || !child_start(&s->asker, argv))
		return false;
	if (!session_watch_fd(session_of(screen), s->asker.fd)) {
		child_end(&s->asker);
		return false;
	}
	return true;
}

void setup_discover_end(struct screen *screen)
{
	struct setup *s = screen->state;

	if (!child_runs(&s->asker))
		return;
	session_forget_fd(session_of(screen), s->asker.fd);
	child_end(&s->asker);
}

static const char *text_of(const json_t *object, const char *key, struct bo_arena *arena)
{
	const char *text = json_string_value(json_object_get(object, key));

	return bo_arena_copy(arena, text ? text : "");
}

static void take_queues(struct setup *s, const json_t *list)
{
	size_t n = json_array_size(list);

	bo_arena_clear(&s->view.room.lent);
	s->queues = (struct bo_queues){ .row = bo_arena_alloc(&s->view.room.lent,
							      (n + 1) * sizeof *s->queues.row) };
	for (size_t i = 0; s->queues.row && i < n; i++) {
		const json_t *queue = json_array_get(list, i);
		struct bo_queue row = { .name = text_of(queue, "name", &s->view.room.lent),
					.info = text_of(queue, "info", &s->view.room.lent),
					.state = text_of(queue, "state", &s->view.room.lent),
					.accepting =
						json_is_true(json_object_get(queue, "accepting")) };

		if (row.name && row.info && row.state)
			s->queues.row[s->queues.n++] = row;
	}
}

static void understand(struct screen *screen)
{
	struct setup *s = screen->state;
	json_t *answer = json_loadb(s->heard, s->nheard, 0, NULL);
	const json_t *list = json_object_get(answer, "queues");
	const char *why =
		json_string_value(json_object_get(json_object_get(answer, "error"), "message"));

	s->queues = (struct bo_queues){ 0 };
	if (json_is_array(list))
		take_queues(s, list);
	else
		app_error(screen->app, "%s", why ? why : "The print system does not answer.");
	json_decref(answer);
}

bool setup_discovered(struct screen *screen, const struct ui_event *event)
{
	struct setup *s = screen->state;
	int fd = s->asker.fd;
	ssize_t n = 1;

	if (!child_runs(&s->asker) || event->fd != fd)
		return false;
	while (n > 0 && s->nheard < HEARD_MAX) {
		n = child_read(&s->asker, s->heard + s->nheard, HEARD_MAX - s->nheard);
		s->nheard += n > 0 ? (size_t)n : 0;
	}
	if (n == 0)
		return false; /* there is more to come */
	session_forget_fd(session_of(screen), fd);
	child_end(&s->asker);
	understand(screen);
	return true;
}
