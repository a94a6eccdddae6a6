/*
 * The palette: any command by a few letters of its name.
 *
 * The letters need not stand together ("prq" finds "print queue"); those that start words count
 * more.  Each command shows its key, so the palette teaches how not to need it.  What works only in
 * another room comes behind, with the way there: choosing it goes to the room and says the rest.
 */
#include "frame/frame.h"

#include "ui/widget/lineedit.h"
#include "ui/widget/list.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { ENTRIES = CMD_COUNT };

/* A command that can be carried out here, or the way to where it can. */
struct entry {
	enum command command;
	const char *label;
	bool enabled, forbidden;
	const struct app_place *place; /* NULL: here */
};

struct palette {
	const struct app *app;
	struct entry all[ENTRIES];
	int nall;
	int shown[ENTRIES], score[ENTRIES], nshown;
	struct ui_lineedit query;
	struct ui_list list;
	struct palette_choice chosen;
};

/* How well word answers query: 0 not at all. */
static int match(const char *word, const char *query)
{
	int score = 1, run = 0;
	const char *p = word;

	for (; *query; query++) {
		if (*query == ' ')
			continue;
		while (*p && tolower((unsigned char)*p) != tolower((unsigned char)*query)) {
			p++;
			run = 0;
		}
		if (!*p)
			return 0;
		score += p == word || p[-1] == ' ' ? 8 : run ? 4 : 1;
		run = 1;
		p++;
	}
	return score;
}

static void narrow(struct palette *p)
{
	p->nshown = 0;
	for (int i = 0; i < p->nall; i++) {
		int score = match(command_info(p->all[i].command)->word, p->query.text), at;

		if (score == 0 || p->all[i].command == CMD_PALETTE)
			continue;
		for (at = p->nshown++; at > 0 && p->score[at - 1] < score; at--) {
			p->score[at] = p->score[at - 1];
			p->shown[at] = p->shown[at - 1];
		}
		p->score[at] = score;
		p->shown[at] = i;
	}
	p->list.row = 0;
}

static bool known(const struct palette *p, enum command command)
{
	for (int i = 0; i < p->nall; i++)
		if (p->all[i].command == command)
			return true;
	return false;
}

/* Behind what works here stands what works elsewhere, each with the first place that has it. */
static void add_elsewhere(struct palette *p, const struct app_place *places)
{
	char why[APP_MESSAGE];

	for (const struct app_place *place = places; place && place->screen; place++) {
		const struct command_ref *ref = place->screen->commands;

		for (; ref && ref->command != CMD_NONE; ref++)
			if (*command_info(ref->command)->keys && !known(p, ref->command))
				p->all[p->nall++] = (struct entry){
					.forbidden =
						!app_may(p->app, ref->command, why, sizeof why),
					.command = ref->command,
					.label = ref->label ? ref->label
							    : command_info(ref->command)->label,
					.place = place,
				};
	}
}

static bool palette_open(struct screen *screen, const void *args)
{
	struct palette *p = screen->state;
	const struct screen *below = args;
	struct command_choice choices[APP_CHOICES];
	int n = app_choices(screen->app, below, choices, APP_CHOICES);

	p->app = screen->app;
	for (int i = 0; i < n; i++)
		p->all[p->nall++] = (struct entry){ .command = choices[i].command,
						    .label = choices[i].label,
						    .enabled = choices[i].enabled,
						    .forbidden = choices[i].forbidden };
	if (!below->ops->overlay)
		add_elsewhere(p, screen->app->options.places);
	ui_lineedit_init(&p->query, 40);
	narrow(p);
	return true;
}

/* "Orders: open the order, then F8" */
static void tell_way(const struct entry *entry, char *text, size_t size)
{
	const struct app_place *place = entry->place;
	char key[24];

	command_key_label(entry->command, key, sizeof key);
	snprintf(text, size, "%s: %s%s%s",
		 place->screen->title && !place->then ? place->screen->title
						      : command_info(place->room)->label,
		 place->then ? place->then : "", place->then ? ", then " : "", key);
}

static int palette_rows(const void *arg)
{
	const struct palette *p = arg;

	return p->nshown;
}

static void palette_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct palette *p = arg;
	const struct entry *entry = &p->all[p->shown[row]];

	char why[APP_MESSAGE];

	if (column == 0) {
		snprintf(text, size, "%s", command_info(entry->command)->word);
	} else if (column == 2 && entry->forbidden) {
		app_may(p->app, entry->command, why, sizeof why);
		snprintf(text, size, "%s", why);
	} else if (column == 2 && entry->place)
		tell_way(entry, text, size);
	else if (column == 2)
		snprintf(text, size, "%s", command_info(entry->command)->help);
	else if (!entry->place)
		command_key_label(entry->command, text, size);
}

static enum ui_role palette_role(const void *arg, int row, int column)
{
	const struct palette *p = arg;

	const struct entry *entry = &p->all[p->shown[row]];

	if (entry->forbidden || (!entry->place && !entry->enabled))
		return UI_ROLE_DISABLED;
	return column == 1 ? UI_ROLE_BAR_KEY : column == 2 ? UI_ROLE_HINT : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "Command", .width = 20 },
	{ .title = "Key", .width = 9 },
	{ .title = "", .width = 10, .grow = true, .drop = 1 },
};

static const struct ui_list_model model = { .columns = columns,
					    .ncolumns = 3,
					    .rows = palette_rows,
					    .cell = palette_cell,
					    .role = palette_role,
					    .empty = "No command like that here." };

static struct ui_rect palette_box(int rows, int cols)
{
	int width = cols - 4 < 76 ? cols - 4 : 76, height = rows - 2 < 16 ? rows - 2 : 16;

	return (struct ui_rect){ 1, (cols - width) / 2, height, width };
}

static void palette_layout(struct screen *screen, int rows, int cols)
{
	struct palette *p = screen->state;

	p->list.no_head = true;
	ui_list_layout(&p->list, palette_box(rows, cols).rows - 3, p->nshown);
}

static void palette_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct palette *p = screen->state;
	struct ui_rect box = palette_box(s->rows, s->cols);
	struct ui_surface in = ui_surface_part(
		s, (struct ui_rect){ box.y + 1, box.x + 2, box.rows - 2, box.cols - 4 });
	struct ui_surface list =
		ui_surface_part(&in, (struct ui_rect){ 1, 0, in.rows - 1, in.cols });

	ui_fill(s, box, UI_ROLE_NORMAL);
	ui_box(s, box, UI_ROLE_BORDER, "Commands");
	ui_list_draw(&p->list, &model, p, &list, true);
	ui_lineedit_draw(&p->query, &in, 0, 0, in.cols, true);
}

static void choose(struct palette *p, const struct entry *entry)
{
	char way[120], *then;

	/* what is forbidden is told at once, not on the way */
	p->chosen.command = entry->place && !entry->forbidden ? entry->place->room : entry->command;
	if (!entry->place || entry->forbidden)
		return;
	tell_way(entry, way, sizeof way);
	then = strchr(way, ':') + 2;
	snprintf(p->chosen.say, sizeof p->chosen.say, "%s: %s.", entry->label, then);
}

static unsigned palette_event(struct screen *screen, const struct ui_event *event)
{
	struct palette *p = screen->state;
	unsigned r = ui_list_event(&p->list, event, p->nshown);

	if (r & UI_ACCEPTED) {
		choose(p, &p->all[p->shown[p->list.row]]);
		screen->result = &p->chosen;
		return UI_CLOSE;
	}
	if (r != UI_IGNORED)
		return r;
	r = ui_lineedit_event(&p->query, event);
	if (r & UI_CHANGED) {
		narrow(p);
		palette_layout(screen, screen->rows, screen->cols);
	}
	return r;
}

const struct screen_ops palette_screen = {
	.name = "palette",
	.title = "Commands",
	.state_size = sizeof(struct palette),
	.overlay = true,
	.open = palette_open,
	.layout = palette_layout,
	.draw = palette_draw,
	.event = palette_event,
};
