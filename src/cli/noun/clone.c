/*
 * What was made from earlier programmes: seasons, shows, voucher types.
 */
#include "cli/noun/clone.h"
#include "cli/legacy.h"
#include "cli/noun/paper.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <stdlib.h>
#include <string.h>

enum { SHIFT_MAX = 3660 };

/* "1y", "52w", "-14d"; *unit is its letter. */
enum bo_status option_shift(struct cli *cli, int *number, char *unit)
{
	const char *text = args_value(&cli->args, OPT_SHIFT);
	char *end;
	long n;

	*number = 0;
	*unit = 'd';
	if (!text)
		return BO_OK;
	n = strtol(text, &end, 10);
	if (end == text || !*end || end[1] || !strchr("ywd", *end) || n < -SHIFT_MAX ||
	    n > SHIFT_MAX)
		return say_invalid(cli, "shift", text,
				   "\"%s\" is no number of years, weeks or days such as 1y, 52w "
				   "or 14d.",
				   text);
	*number = (int)n;
	*unit = *end;
	return BO_OK;
}

enum bo_status show_cloned(struct cli *cli, const char *noun, const char *name,
			   const struct bo_cloned *cloned)
{
	json_t *object = json_object();
	enum bo_status status;

	put_id(cli, object, "id", cloned->id);
	put_text(cli, object, "name", name);
	put_number(cli, object, "types", (int64_t)cloned->types);
	put_number(cli, object, "shows", (int64_t)cloned->shows);
	put_number(cli, object, "performances", (int64_t)cloned->performances);
	put_number(cli, object, "redemptions", (int64_t)cloned->redemptions);
	put(cli, object, "left_out",
	    object_list(cli, &object_left_out, cloned->left_out, cloned->n_left_out));
	if (cloned->shows > 0)
		paper_warn(cli, object, NULL, strcmp(noun, "show") == 0 ? cloned->id : 0, 0);
	status = out_done(cli, noun, object,
			  "%s: %zu voucher types, %zu shows, %zu performances, %zu redemptions.",
			  name, cloned->types, cloned->shows, cloned->performances,
			  cloned->redemptions);
	for (size_t i = 0; i < cloned->n_left_out; i++)
		out_line(cli, "Left out: %s: %s", cloned->left_out[i].what,
			 cloned->left_out[i].why);
	return status;
}
