/*
 * Where everything is: the rooms, the screens one reaches in them, and where one starts.
 */
#include "registry.h"

#include "audiences/audience.h"
#include "campaigns/campaign.h"
#include "import/import.h"
#include "merge/duplicates.h"
#include "merge/merge.h"
#include "orders/order.h"
#include "patrons/page.h"
#include "redemptions/matrix.h"
#include "season/season.h"

const struct app_place program_places[] = {
	{ &sell_screen, CMD_SELL, NULL },
	{ &orders_screen, CMD_ORDERS, NULL },
	{ &order_screen, CMD_ORDERS, "open the order" },
	{ &season_screen, CMD_SEASON, NULL },
	{ &performance_screen, CMD_SEASON, "open the performance" },
	{ &types_screen, CMD_SEASON, "go on with v" },
	{ &bundle_screen, CMD_SEASON, "v, then b on a bundle" },
	{ &holders_screen, CMD_SEASON, "w on the performance" },
	{ &expand_screen, CMD_SEASON, "go on with f" },
	{ &matrix_screen, CMD_REDEMPTIONS, NULL },
	{ &patrons_screen, CMD_PATRONS, NULL },
	{ &patron_page_screen, CMD_PATRONS, "open the patron" },
	{ &duplicates_screen, CMD_PATRONS, "go on with Alt-d" },
	{ &patron_merge_screen, CMD_PATRONS, "Alt-d, then Enter on a pair" },
	{ &campaigns_screen, CMD_CAMPAIGNS, NULL },
	{ &campaign_page_screen, CMD_CAMPAIGNS, "open the campaign" },
	{ &campaign_takers_screen, CMD_CAMPAIGNS, "open the campaign and press w" },
	{ &audiences_screen, CMD_AUDIENCES, NULL },
	{ &member_page_screen, CMD_AUDIENCES, "open the audience" },
	{ &audience_combine_screen, CMD_AUDIENCES, "F6, and combine lists" },
	{ &import_map_screen, CMD_AUDIENCES, "open the audience and press Alt-i" },
	{ &import_read_screen, CMD_AUDIENCES, "Alt-i in an audience, then F9" },
	{ &print_queue_screen, CMD_PRINT_QUEUE, NULL },
	{ &setup_screen, CMD_SETUP, NULL },
	{ NULL, CMD_NONE, NULL },
};

const struct screen_ops *home_of(const struct session *session)
{
	return bo_role_may(bo_acting_role(session->bo), BO_MAY_SELL) ? &sell_screen : &lobby_screen;
}
