/*
 * The table of commands, and finding things in it.
 */
#include "frame/frame.h"
#include "frame/second_key.h"

#include <boxoffice/staff.h>

#include <stdio.h>
#include <string.h>

static const struct command_info infos[CMD_COUNT] = {
	[CMD_NONE] = { "NONE", "", "", "", "", COMMAND_ANYBODY },
#define BO_MAY_ANYBODY COMMAND_ANYBODY
#define COMMAND(id, may, word, label, keys, help)                                                  \
	[CMD_##id] = { #id, word, label, keys, help, (int)BO_MAY_##may },
#include "frame/commands.def"
#undef COMMAND
#undef BO_MAY_ANYBODY
};

const struct command_info *command_info(enum command command)
{
	return &infos[command];
}

static bool next_key(const char **keys, struct ui_key *key)
{
	while (**keys == ' ')
		(*keys)++;
	return ui_key_parse(keys, key);
}

bool command_has_key(enum command command, struct ui_key key)
{
	const char *keys = infos[command].keys;
	struct ui_key k;

	while (next_key(&keys, &k))
		if (k.code == key.code && k.mods == key.mods)
			return true;
	return false;
}

void command_key_label(enum command command, char *text, size_t size)
{
	const char *keys = infos[command].keys;
	struct ui_key key;

	text[0] = '\0';
	if (next_key(&keys, &key))
		ui_key_label(key, text, size);
}

void command_keys_label(enum command command, char *text, size_t size)
{
	const char *keys = infos[command].keys;
	struct ui_key key;
	size_t n = 0;
	char one[24];

	text[0] = '\0';
	while (next_key(&keys, &key) && n + 1 < size) {
		ui_key_label(key, one, sizeof one);
		snprintf(text + n, size - n, "%s%s", n ? ", " : "", one);
		n = strlen(text);
	}
	if (command_second_key(command, &key)) {
		ui_key_label(key, one, sizeof one);
		snprintf(text + n, size - n, ", Ctrl-G %s", one);
	}
}

bool command_second_key(enum command command, struct ui_key *second)
{
	const char *keys = infos[command].keys;
	bool found = false;
	struct ui_key key;

	while (next_key(&keys, &key)) {
		if (second_key_needed(key))
			found = found || second_key_of(key, second);
		else if (key.mods || key.code >= UI_KEY_NONE)
			return false; /* a character is text where a field has the focus */
	}
	return found;
}

const struct command_ref app_general[] = {
	{ CMD_HELP, NULL, NULL, false, NULL },	 { CMD_PALETTE, NULL, NULL, false, NULL },
	{ CMD_BACK, NULL, NULL, true, NULL },	 { CMD_LEAVE, NULL, NULL, false, NULL },
	{ CMD_REFRESH, NULL, NULL, true, NULL }, { CMD_REDRAW, NULL, NULL, true, NULL },
	{ CMD_SUSPEND, NULL, NULL, true, NULL }, { CMD_NONE, NULL, NULL, true, NULL },
};

static bool chosen(const struct command_choice *choices, int n, enum command command)
{
	for (int i = 0; i < n; i++)
		if (choices[i].command == command)
			return true;
	return false;
}

bool app_may(const struct app *app, enum command command, char *why, size_t size)
{
	int may = infos[command].may;

	why[0] = '\0';
	return may == COMMAND_ANYBODY || !app->options.may ||
	       app->options.may(app->options.session, may, why, size);
}

bool screen_works(const struct screen *screen, const struct command_ref *ref)
{
	if (ref->enabled)
		return ref->enabled(screen);
	return !screen->ops->works || screen->ops->works(screen, ref->command);
}

int app_choices(const struct app *app, const struct screen *screen, struct command_choice *choices,
		int max)
{
	const struct command_ref *lists[] = { screen->ops->commands,
					      screen->ops->overlay ? NULL : app->options.commands,
					      app_general };
	char why[APP_MESSAGE];
	int n = 0;

	for (int group = 0; group < 3; group++) {
		for (const struct command_ref *r = lists[group]; r && r->command != CMD_NONE; r++) {
			if (n == max || chosen(choices, n, r->command))
				continue;
			bool may = app_may(app, r->command, why, sizeof why);
			bool works = group > 0 || screen_works(screen, r);

			choices[n++] = (struct command_choice){
				.command = r->command,
				.label = r->label ? r->label : command_info(r->command)->label,
				.enabled = may && works,
				.on_bar = r->hidden == COMMAND_SHY ? works : !r->hidden,
				.forbidden = !may,
				.group = group,
			};
		}
	}
	return n;
}
