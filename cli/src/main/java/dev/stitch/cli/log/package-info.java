/**
 * What the servers write into their logs, and what never gets there. Knows logback, and nothing of
 * what is logged.
 */
package dev.stitch.cli.log;
