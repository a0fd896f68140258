/**
 * Contacts: create, read, change, remove, search, import and export. {@code ContactRules} says what
 * a contact may be, for single ones and for rows of a file alike. Stores by {@code
 * dev.stitch.store.contact}.
 */
package dev.stitch.api.contact;
