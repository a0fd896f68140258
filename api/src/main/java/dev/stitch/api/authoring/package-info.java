/**
 * Saved mail: its routes, its preview, test mails and the check of its links, and the texts of it
 * that flows and campaigns take into their graphs. Start at {@code MailTemplates} and {@code
 * SavedMails}.
 */
package dev.stitch.api.authoring;
