/*
 * Codes and issues of tickets.  The code belongs to the paper, not to the seat:
 * whoever holds an old paper holds a void code, and a page that a printer put
 * out twice lets in once.
 */
#include "print/issue.h"
#include "base/fail.h"
#include "outbox/outbox.h"
#include "store/sql.h"

#include <ctype.h>
#include <string.h>

/* Without 0 O, 1 I L and U; thirty, so that the prime 31 follows and ISO 7064's hybrid system fits.
 */
static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
enum { LETTERS = 30, DIGITS = 8, RANDOM_PART = 11, CODE_LENGTH = 13, TRIES = 8 };

/* ISO/IEC 7064 MOD 31,30: finds every wrong character and nearly every swap of neighbours. */
static int check_position(const char *code, size_t n)
{
	int p = LETTERS;

	for (size_t i = 0; i < n; i++) {
		p = (p + (int)(strchr(alphabet, code[i]) - alphabet)) % LETTERS;
		p = (p ? p : LETTERS) * 2 % (LETTERS + 1);
	}
	return (LETTERS + 1 - p) % LETTERS;
}

static bool has_digit(const char *code)
{
	return strpbrk(code, "23456789") != NULL;
}

/* Two bytes for each letter: some come more often than others by one in two thousand, which costs a
 * guesser nothing worth having, and no number can make this wait. */
static unsigned take_two(const unsigned char *bytes)
{
	return (unsigned)bytes[0] << 8 | bytes[1];
}

void issue_code_make(struct bo *bo, char code[BO_TICKET_CODE_SIZE])
{
	unsigned char bytes[2 * RANDOM_PART + 2];
	unsigned where;

	bo_fill_random(bo, bytes, sizeof bytes);
	code[0] = 'T';
	for (int i = 0; i < RANDOM_PART; i++)
		code[1 + i] = alphabet[take_two(bytes + 2 * (size_t)i) % LETTERS];
	code[RANDOM_PART + 1] = '\0';
	where = take_two(bytes + sizeof bytes - 2);
	if (!has_digit(code))
		code[1 + where % RANDOM_PART] = alphabet[where / RANDOM_PART % DIGITS];
	code[RANDOM_PART + 1] = alphabet[check_position(code, RANDOM_PART + 1)];
	code[CODE_LENGTH] = '\0';
}

bool issue_code_read(const char *text, char code[BO_TICKET_CODE_SIZE])
{
	char read[BO_TICKET_CODE_SIZE];
	size_t n = 0;

	while (*text == ' ')
		text++;
	for (; n < CODE_LENGTH && *text; n++) {
		read[n] = (char)toupper((unsigned char)*text++);
		if (!strchr(alphabet, read[n]))
			return false;
	}
	while (*text == ' ')
		text++;
	read[n] = '\0';
	if (*text || n != CODE_LENGTH || read[0] != 'T' ||
	    read[n - 1] != alphabet[check_position(read, n - 1)])
		return false;
	read[n - 1] = '\0';
	if (!has_digit(read))
		return false;
	read[n - 1] = alphabet[check_position(read, n - 1)];
	memcpy(code, read, n + 1);
	return true;
}

enum bo_scan bo_scan_shape(const char *text)
{
	char code[BO_TICKET_CODE_SIZE];

	return issue_code_read(text, code) ? BO_SCAN_TICKET : BO_SCAN_NOTHING;
}

/* A code met twice is as good as impossible, but must not fail a sale if it happens. */
static enum bo_status add(struct bo *bo, int64_t voucher_id, int64_t issue, int64_t *ticket_id)
{
	enum bo_status status = BO_OK;
	char code[BO_TICKET_CODE_SIZE];
	int64_t id = BO_NONE;

	for (int i = 0; !status && id == BO_NONE && i < TRIES; i++) {
		issue_code_make(bo, code);
		status = sql_number(
			bo, &id,
			"INSERT INTO ticket (voucher_id, issue, code) VALUES ($1, $2, $3) "
			"ON CONFLICT (code) DO NOTHING RETURNING id",
			"ris", voucher_id, issue, code);
	}
	if (!status && id == BO_NONE)
		status = fail(
			bo, BO_IO,
			"This machine gives no randomness for ticket codes; nothing was sold.");
	if (!status)
		*ticket_id = id;
	return status;
}

enum bo_status issue_add(struct bo *bo, int64_t voucher_id, int64_t *ticket_id)
{
	return add(bo, voucher_id, 1, ticket_id);
}

/* By the order, which has an index; a ticket's own jobs have none. */
static enum bo_status withdraw(struct bo *bo, int64_t ticket_id)
{
	struct bo_arena arena = { 0 };
	int64_t *jobs = NULL;
	size_t n = 0;
	enum bo_status status = sql_list(bo, SQL_ROWS(&arena, jobs, n, sql_read_id),
					 "SELECT id FROM print_job WHERE order_id = (SELECT "
					 "v.order_id FROM ticket k JOIN voucher v ON v.id = "
					 "k.voucher_id WHERE k.id = $1) AND ticket_id = $1 "
					 "ORDER BY id",
					 "r", ticket_id);

	for (size_t i = 0; i < n && !status; i++)
		status = outbox_withdraw(bo, jobs[i], "The ticket is void.");
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status finish(struct bo *bo, int64_t voucher_id, const char *state)
{
	int64_t old;
	enum bo_status status = sql_number(
		bo, &old, "SELECT id FROM ticket WHERE voucher_id = $1 AND state = 'active'", "r",
		voucher_id);

	if (status || old == BO_NONE)
		return status;
	status = sql_run(bo, "UPDATE ticket SET state = $1, ended_at = $2 WHERE id = $3", "sir",
			 state, bo_now(bo), old);
	return status ? status : withdraw(bo, old);
}

static enum bo_status replace(struct bo *bo, int64_t voucher_id, enum issue_end old,
			      int64_t *ticket_id)
{
	int64_t last = 0;
	enum bo_status status = finish(bo, voucher_id, old == ISSUE_SPOILED ? "spoiled" : "void");

	if (!status)
		status = sql_number(bo, &last,
				    "SELECT coalesce(max(issue), 0) "
				    "FROM ticket WHERE voucher_id = $1 AND state <> 'active'",
				    "r", voucher_id);
	return status ? status : add(bo, voucher_id, last + 1, ticket_id);
}

enum bo_status issue_again(struct bo *bo, int64_t voucher_id, enum issue_end old,
			   int64_t *ticket_id)
{
	enum bo_status status = act_begin(bo);

	return status ? status : act_end(bo, replace(bo, voucher_id, old, ticket_id));
}

enum bo_status issue_end(struct bo *bo, int64_t voucher_id)
{
	enum bo_status status = act_begin(bo);

	return status ? status : act_end(bo, finish(bo, voucher_id, "void"));
}
