/*
 * What the files about seasons share with each other: a performance with its redemptions, and what
 * can be done to them.
 */
#ifndef SCREENS_SEASON_SEASON_H
#define SCREENS_SEASON_SEASON_H

#include "kit/ask.h"
#include "kit/fill.h"
#include "registry.h"

#include "ui/widget/list.h"

/* --- A performance and what is sold at it (performance_view.c) --- */

struct performance_view {
	struct bo_arena arena;
	bool has; /* it was found */
	struct bo_performance performance;
	struct bo_redemptions redemptions;
	struct bo_voucher_types types; /* of its season, with the prices */
	const struct session *session;
};

/* Reads it; false: it is not there (any more), or cannot be read, and why was said. */
bool performance_view_fetch(struct performance_view *view, const struct screen *screen,
			    int64_t performance_id);
void performance_view_clear(struct performance_view *view);
/* What a type costs; BO_NONE: it is not of this season. */
int64_t performance_view_price(const struct performance_view *view, int64_t type_id);

/* Columns of redemptions, and what stands in them. */
enum {
	REDEMPTION_TYPE,
	REDEMPTION_PRICE,
	REDEMPTION_FROM,
	REDEMPTION_UNTIL,
	REDEMPTION_TAKEN,
	REDEMPTION_EACH,
	REDEMPTION_CODES,
	REDEMPTION_COLUMNS
};
#define REDEMPTION_NONE "Nothing can be sold here yet: no voucher type is sold for it."
extern const struct ui_column redemption_columns[REDEMPTION_COLUMNS];
void redemption_say(const struct session *session, const struct bo_redemption *redemption,
		    int64_t price, int column, struct bo_buf *text);
enum ui_role redemption_role(const struct bo_redemption *redemption, int column);

/* Two lines: what it is and how it stands. */
void performance_view_head(const struct performance_view *view, struct ui_surface *surface, int y);
/* "Hamlet, Fri 9 Jan 20:00" */
void performance_name(const struct bo_performance *performance, char *text, size_t size);
/* 'x' cancelled or sold out, '!' nearly, '+' oversold, ' ' else; and how it is painted. */
char performance_mark(const struct bo_performance *performance);
enum ui_role performance_role(const struct bo_performance *performance);

/* --- Changing a performance (performance_change.c) --- */

/* Tags of what they push; performance_changed() hears them. */
enum { TAG_CHANGE = 1000, TAG_CHANGE_EDIT, TAG_CHANGE_MOVE, TAG_CHANGE_CANCEL, TAG_CHANGE_DELETE };

/* CMD_PLACES, CMD_MOVE, CMD_CANCEL, CMD_DELETE; CMD_HOLDERS shows them. */
unsigned performance_command(struct screen *screen, struct fill_room *room, enum command command,
			     const struct bo_performance *performance);
/* In done(): carries out what was answered; UI_CLOSE once the performance is gone. */
unsigned performance_changed(struct screen *screen, const struct fill_room *room, int tag,
			     const void *result);

/* --- Redemptions (redemption_form.c) --- */

/* What the form of a redemption works on: copies, as news may come while it is open. */
struct redemption_work {
	struct fill_room room;
	int64_t performance_id, show_id, at;
	char zone[BO_ZONE_MAX];
	int64_t type_id; /* 0: a new one, of one of these */
	int64_t types[FILL_CHOICES];
	const char *type_names[FILL_CHOICES];
	int ntypes;
};

/* redemption NULL: a new one. */
unsigned redemption_edit(struct screen *screen, struct redemption_work *work,
			 const struct performance_view *view,
			 const struct bo_redemption *redemption, int tag);

/* --- New things of a season (new.c) --- */

struct season_new {
	struct fill_room room;
	struct bo_arena arena;
	struct bo_shows shows;
	struct bo_houses houses;
	int64_t season_id, made; /* made: the id of what was saved last */
	int64_t house_id;	 /* of the house made last: the next show is in it; 0: none was */
	const char *names[FILL_CHOICES];
	int64_t ids[FILL_CHOICES];
	int nnames, chosen;			    /* chosen: the one at first */
	struct bo_performance_series_result result; /* of performances added last */
	size_t taken;				    /* redemptions that came along */
	char zone[BO_ZONE_MAX];
};

/* Before a form: false if whoever acts may not, and says so. */
bool season_new_begin(struct screen *screen, struct season_new *work, const char *title,
		      const char *text);
/* One more of the names to choose from, lent. */
void season_new_name(struct season_new *work, int64_t id, const char *name, bool chosen);
unsigned season_new_season(struct screen *screen, struct season_new *work, int tag);
unsigned season_new_house(struct screen *screen, struct season_new *work, int tag);
unsigned season_edit_show(struct screen *screen, struct season_new *work,
			  const struct bo_show *show, int tag);
unsigned season_new_show(struct screen *screen, struct season_new *work, int tag);
/* show_id: the one chosen at first. */
unsigned season_new_performances(struct screen *screen, struct season_new *work, int64_t show_id,
				 int tag);
void season_new_clear(struct season_new *work);

/* --- Again (copy.c); what came along is said, made is the new season --- */

unsigned season_clone_show(struct screen *screen, struct season_new *work,
			   const struct bo_show *show, int tag);
/* Of work->season_id. */
unsigned season_copy_season(struct screen *screen, struct season_new *work, int tag);

/* --- The grid of a season (grid.c) --- */

struct season_cell {
	int first, n; /* in season_grid.order */
};

/* Shows by days.  All of it lives in an arena. */
struct season_grid {
	struct bo_shows shows;
	struct bo_performances performances;
	char (*days)[BO_DATE_SIZE];
	int ndays;
	struct season_cell *cells; /* of each show, each day */
	int *order;		   /* performances by show, day and time */
	int most;		   /* in one cell */
};

enum bo_status season_grid_fetch(struct season_grid *grid, struct bo *bo, struct bo_arena *arena,
				 int64_t season_id);
/* The nth performance of a cell, or NULL. */
const struct bo_performance *season_grid_at(const struct season_grid *grid, int show, int day,
					    int nth);
/* Where a performance stands; false: it does not. */
bool season_grid_find(const struct season_grid *grid, int64_t performance_id, int *show, int *day,
		      int *nth);
/* Draws one performance into a row of a cell: time, how full, what is the matter. */
void season_grid_put(const struct bo_performance *performance, struct ui_surface *cell, int y);
enum { SEASON_CELL = 12, SEASON_CELL_WIDE = 17 };

/* What the cursor is on, from row y down (panel.c); with room to spare, the whole show. */
void season_panel_draw(const struct season_grid *grid, int show,
		       const struct performance_view *view, struct ui_surface *surface, int y);

/* Screens: args is const int64_t *, the id of the performance, of the season, of the bundle. */
extern const struct screen_ops performance_screen, types_screen, bundle_screen;
/* Of the show: every performance with its redemptions; of the performance: who holds places. */
extern const struct screen_ops expand_screen, holders_screen;

#endif
