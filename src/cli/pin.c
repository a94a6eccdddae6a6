/*
 * Asking for a PIN on the terminal.  Typed by the terminal's own hand rather
 * than through stdio, so that no copy of it stays in a buffer.
 */
#include "cli/cli.h"

#include <fcntl.h>
#include <stdio.h>
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

const char *cli_ask_pin(struct cli *cli, const char *name)
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
		dprintf(fd, "PIN of %s: ", clean);
		typed = read_keys(fd, pin, BO_PIN_MAX * 4 + 2);
		tcsetattr(fd, TCSAFLUSH, &before);
		dprintf(fd, "\n");
	}
	close(fd);
	return typed ? pin : NULL;
}
