/*
 * Opening for business: the file, then the options of the house.
 */
#include "store/open.h"
#include "house/settings.h"

#include <boxoffice/store.h>

enum bo_status bo_store_open(struct bo *bo, const char *path)
{
	enum bo_status status = store_open(bo, path);

	return status ? status : settings_load(bo);
}

enum bo_status bo_store_create(struct bo *bo, const char *path, bool training)
{
	enum bo_status status = store_create(bo, path, training);

	return status ? status : settings_load(bo);
}
