/*
 * The sentence for what is done and kept and could not be told.
 */
#include "cli/kept.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

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
