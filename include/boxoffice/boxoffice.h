/*
 * The engine's public face: includes all of it.
 *
 * Ownership, everywhere:
 *  - Lists and their strings are read into the arena the caller passes and end
 *    with it.  A struct filled by a get or find borrows its strings from there.
 *  - A const char * returned by a function of the handle is borrowed until the
 *    next call on that handle.
 *  - Nothing keeps a pointer it was given.
 *  - Ids are positive; 0 is "none".
 */
#ifndef BOXOFFICE_BOXOFFICE_H
#define BOXOFFICE_BOXOFFICE_H

#define BO_VERSION "0.1.0"

#include <boxoffice/arena.h>
#include <boxoffice/audience.h>
#include <boxoffice/basket.h>
#include <boxoffice/campaign.h>
#include <boxoffice/clone.h>
#include <boxoffice/code.h>
#include <boxoffice/demo.h>
#include <boxoffice/import.h>
#include <boxoffice/journal.h>
#include <boxoffice/member.h>
#include <boxoffice/money.h>
#include <boxoffice/offer.h>
#include <boxoffice/office.h>
#include <boxoffice/option.h>
#include <boxoffice/order.h>
#include <boxoffice/patron.h>
#include <boxoffice/performance.h>
#include <boxoffice/print.h>
#include <boxoffice/redemption.h>
#include <boxoffice/report.h>
#include <boxoffice/rule.h>
#include <boxoffice/season.h>
#include <boxoffice/self_service.h>
#include <boxoffice/show.h>
#include <boxoffice/staff.h>
#include <boxoffice/status.h>
#include <boxoffice/store.h>
#include <boxoffice/text.h>
#include <boxoffice/voucher.h>
#include <boxoffice/voucher_type.h>
#include <boxoffice/when.h>

#endif
