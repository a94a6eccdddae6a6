/*
 * Asking for a PIN on the terminal.  Typed by the terminal's own hand rather
 * than through stdio, so that no copy of it stays in a buffer.
 */
#include "cli/given.h"
#include "cli/say.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Keys one by one, so that the interrupt key cannot leave the terminal without its echo. */
static bool read_keys(int fd, char *pin, size_t size)
{
	size_t n = 0;
	char key;

	while (read(fd, &key, 1) == 1) {
		if (key == '\r' || key == '\n') {
			pin[n] = '\0';
			return true;
		}
		if (key == 3 || key == 27 || (key == 4 && n == 0))
			return false;
		if (key == 21)
			n = 0;
		else if ((key == 8 || key == 127) && n > 0)
			n--;
		else if ((unsigned char)key >= ' ' && key != 127 && n + 1 < size)
			pin[n++] = key;
	}
	return false;
}

static const char *ask(struct cli *cli, const char *what, const char *name)
{
	char *pin = bo_arena_alloc(&cli->arena, BO_PIN_MAX * 4 + 2), clean[BO_NAME_MAX + 1];
	struct termios before, quiet;
	bool typed = false;
	int fd;

	if (!pin || !isatty(STDIN_FILENO))
		return NULL;
	fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	bo_text_clean(name, clean, sizeof clean);
	if (tcgetattr(fd, &before) == 0) {
		quiet = before;
		quiet.c_lflag &= ~(tcflag_t)(ECHO | ICANON | ISIG);
		quiet.c_cc[VMIN] = 1;
		quiet.c_cc[VTIME] = 0;
		tcsetattr(fd, TCSAFLUSH, &quiet);
		dprintf(fd, "%s %s: ", what, clean);
		typed = read_keys(fd, pin, BO_PIN_MAX * 4 + 2);
		tcsetattr(fd, TCSAFLUSH, &before);
		dprintf(fd, "\n");
	}
	close(fd);
	return typed ? pin : NULL;
}

const char *cli_ask_pin(struct cli *cli, const char *name)
{
	return ask(cli, "PIN of", name);
}

enum bo_status cli_new_pin(struct cli *cli, const char *name, bool wanted, const char **pin)
{
	const char *again;

	*pin = given_text(cli, "--pin");
	if (!*pin)
		*pin = getenv("BOXOFFICE_NEW_PIN");
	if (*pin || !wanted || !isatty(STDIN_FILENO))
		return BO_OK;
	*pin = ask(cli, "New PIN (Enter for none) of", name);
	if (!*pin || !**pin)
		return *pin ? BO_OK : say_invalid(cli, "pin", "", "No PIN was typed.");
	again = ask(cli, "The same PIN again of", name);
	if (!again || strcmp(*pin, again) != 0)
		return say_invalid(cli, "pin", "", "The two PINs are not the same.");
	return BO_OK;
}

void cli_warn_pin(const struct cli *cli)
{
	const char *pin = given_text(cli, "--pin");

	if (pin && *pin)
		fprintf(stderr, "boxoffice: A PIN given as --pin stands in the list of processes "
				"and in the "
				"shell's history; leave it out to be asked for it, or set "
				"BOXOFFICE_NEW_PIN.\n");
}
