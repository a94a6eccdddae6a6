/*
 * The store's secrets.  They are random whatever a test injects, as nothing a test
 * compares follows from them, and made once: by whoever opens the store first.
 */
#include "house/secret.h"
#include "store/sql.h"

#include <sodium.h>
#include <string.h>

static enum bo_status read_key(struct bo *bo, bool *found)
{
	struct sql_rows *rows;
	enum bo_status status =
		sql_query(bo, &rows, "SELECT value FROM secret WHERE name = 'proof'", "");

	*found = false;
	if (status)
		return status;
	if (sql_next(rows)) {
		size_t n;
		const void *value = sql_bytes(rows, 0, &n);

		*found = n == sizeof bo->proof_key;
		if (*found)
			memcpy(bo->proof_key, value, n);
	}
	return sql_end(rows);
}

static enum bo_status make_key(struct bo *bo)
{
	unsigned char key[sizeof bo->proof_key];
	bool found;
	enum bo_status status;

	randombytes_buf(key, sizeof key);
	status = sql_run(bo,
			 "INSERT INTO secret (name, value) VALUES ('proof', $1) "
			 "ON CONFLICT (name) DO NOTHING",
			 "b", key, sizeof key);
	return status ? status : read_key(bo, &found);
}

enum bo_status secrets_load(struct bo *bo)
{
	bool found;
	enum bo_status status = read_key(bo, &found);

	if (status || found)
		return status;
	/* Until it can be written, each who opens has one of their own, which proves nothing later.
	 */
	randombytes_buf(bo->proof_key, sizeof bo->proof_key);
	if (act_begin(bo) == BO_OK)
		(void)!act_end(bo, make_key(bo));
	return BO_OK;
}
