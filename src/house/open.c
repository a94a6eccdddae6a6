/*
 * Opening for business: the file, then the options of the house.  A new store gets
 * the built-in ticket template; its first printer comes with the schema.
 */
#include "store/open.h"
#include "base/fail.h"
#include "embedded.h"
#include "house/secret.h"
#include "house/settings.h"
#include "store/sql.h"

#include <boxoffice/store.h>

#include <string.h>

static enum bo_status add_template(struct bo *bo)
{
	const struct embedded_file *file = embedded_files;

	while (file->path && strcmp(file->path, "templates/ticket.tpl") != 0)
		file++;
	if (!file->path)
		return fail(bo, BO_IO, "This program was built without its ticket template.");
	return sql_run(bo, "INSERT INTO ticket_template (body, at) VALUES ($1, $2)", "si",
		       file->text, bo_now(bo));
}

/* Without its options and what only it knows nothing may be done with a store. */
static enum bo_status load(struct bo *bo)
{
	enum bo_status status = settings_begin(bo);
	struct bo_error error;

	if (!status)
		status = secrets_load(bo);
	error = bo->error;
	if (status) {
		bo_store_close(bo);
		bo->error = error;
	}
	return status;
}

enum bo_status bo_store_open(struct bo *bo, const char *path)
{
	enum bo_status status = store_open(bo, path);

	return status ? status : load(bo);
}

enum bo_status bo_store_create(struct bo *bo, const char *path, bool training)
{
	enum bo_status status = store_create(bo, path, training, add_template);

	return status ? status : load(bo);
}

/* An option is in force at every till at once; one that cannot be read now stays as it was. */
bool bo_store_changed(struct bo *bo)
{
	struct bo_settings before = bo->settings;

	if (!store_changed(bo))
		return false;
	if (settings_load(bo))
		bo->settings = before;
	return true;
}
