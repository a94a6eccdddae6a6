/*
 * What each role may do: one table, read by the engine and shown by Setup.
 */
#include <boxoffice/staff.h>

#define MAY(permission) (1u << (permission))

enum {
	WORKING = MAY(BO_MAY_WORK_HERE),
	SELLING = WORKING | MAY(BO_MAY_SELL) | MAY(BO_MAY_REPRINT) | MAY(BO_MAY_CHECK_IN) |
		  MAY(BO_MAY_READ_SALES) | MAY(BO_MAY_READ_PEOPLE),
	SUPERVISING = SELLING | MAY(BO_MAY_REFUND) | MAY(BO_MAY_OVERRIDE) |
		      MAY(BO_MAY_SET_UP_PRINTERS) | MAY(BO_MAY_READ_REPORTS) |
		      MAY(BO_MAY_MERGE_PATRONS) | MAY(BO_MAY_KEEP_AUDIENCES),
	MANAGING = SUPERVISING | MAY(BO_MAY_OVERRIDE_HOUSE) | MAY(BO_MAY_SET_UP_SEASON) |
		   MAY(BO_MAY_SET_UP_STAFF) | MAY(BO_MAY_KEEP_CAMPAIGNS) | MAY(BO_MAY_KEEP_STORE)
};

static const unsigned granted[BO_ROLE_COUNT] = {
	[BO_ROLE_NONE] = 0,
	[BO_ROLE_CLERK] = SELLING,
	[BO_ROLE_DOOR] = WORKING | MAY(BO_MAY_CHECK_IN),
	[BO_ROLE_REPORTS] = WORKING | MAY(BO_MAY_READ_REPORTS) | MAY(BO_MAY_READ_SALES),
	[BO_ROLE_SUPERVISOR] = SUPERVISING,
	[BO_ROLE_MANAGER] = MANAGING,
	[BO_ROLE_ADMIN] = MANAGING,
};

bool bo_role_may(enum bo_role role, enum bo_permission permission)
{
	return (granted[role] & MAY(permission)) != 0;
}

enum bo_role bo_permission_role(enum bo_permission permission)
{
	for (int role = BO_ROLE_NONE; role < BO_ROLE_COUNT; role++)
		if (bo_role_may((enum bo_role)role, permission))
			return (enum bo_role)role;
	return BO_ROLE_ADMIN;
}

enum bo_permission bo_override_permission(enum bo_role least)
{
	if (least == bo_permission_role(BO_MAY_OVERRIDE_HOUSE))
		return BO_MAY_OVERRIDE_HOUSE;
	return least == bo_permission_role(BO_MAY_SELL) ? BO_MAY_SELL : BO_MAY_OVERRIDE;
}
