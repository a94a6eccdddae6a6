/*
 * Picks the face: a command line that names a command is carried out, one that
 * names none opens the screens.
 */
#include "cli/cli.h"

int main(int argc, char **argv)
{
	return cli_main(argc, argv);
}
