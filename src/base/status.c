/*
 * Statuses, rules and roles: their words, from the one list each.
 */
#include <boxoffice/rule.h>

#include <string.h>

const char *bo_status_word(enum bo_status status)
{
	static const char *const words[] = {
#define X(name, word, code) [name] = word,
		BO_STATUS_LIST(X)
#undef X
	};

	return words[status];
}

int bo_status_exit(enum bo_status status)
{
	static const int codes[] = {
#define X(name, word, code) [name] = code,
		BO_STATUS_LIST(X)
#undef X
	};

	return codes[status];
}

static const char *const rule_codes[] = {
#define X(name, code, label) [name] = code,
	BO_RULE_LIST(X)
#undef X
};

const char *bo_rule_code(enum bo_rule rule)
{
	return rule_codes[rule];
}

const char *bo_rule_label(enum bo_rule rule)
{
	static const char *const labels[] = {
#define X(name, code, label) [name] = label,
		BO_RULE_LIST(X)
#undef X
	};

	return labels[rule];
}

enum bo_rule bo_rule_from_code(const char *code)
{
	for (int i = 0; i < BO_RULE_COUNT; i++)
		if (strcmp(rule_codes[i], code) == 0)
			return (enum bo_rule)i;
	return BO_RULE_NONE;
}

static const char *const role_codes[] = {
#define X(name, code, label) [name] = code,
	BO_ROLE_LIST(X)
#undef X
};

const char *bo_role_code(enum bo_role role)
{
	return role_codes[role];
}

enum bo_role bo_role_from_code(const char *code)
{
	for (int i = 0; i < BO_ROLE_COUNT; i++)
		if (strcmp(role_codes[i], code) == 0)
			return (enum bo_role)i;
	return BO_ROLE_NONE;
}
