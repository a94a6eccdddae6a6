/*
 * Picks the face: a command line that names a command is carried out, one that
 * names none opens the screens.
 */
#include "cli/cli.h"

#include "main.h"

#include <locale.h>
#include <sys/stat.h>

static int show(struct bo *bo, const struct cli_screens *screens)
{
	const struct screens_options options = { .program = "/proc/self/exe",
						 .color = screens->color,
						 .log_path = screens->log,
						 .mouse = screens->mouse };

	return screens_main(bo, &options);
}

int main(int argc, char **argv)
{
	/* Letters as the terminal has them; numbers stay as in C, or amounts would grow commas. */
	setlocale(LC_CTYPE, "");
	/* Every file of a box office holds codes, names or hashes of PINs: its owner's alone,
	 * whatever opens it. */
	umask(0077);
	if (cli_wants_screens(argc, argv))
		return cli_open_screens(argc, argv, show);
	return cli_main(argc, argv);
}
