/**
 * Who may do what: the rule of every route, who calls, limits of rate, sessions, keys and the audit
 * log. {@code AccessGate} is the one place that lets requests in; start there.
 */
package dev.stitch.api.security;
