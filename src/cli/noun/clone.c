/*
 * What was made from earlier programmes: seasons, shows, voucher types.
 */
#include "cli/noun/clone.h"
#include "cli/noun/paper.h"
#include "cli/object/object.h"
#include "cli/object/output.h"

#include <string.h>

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
