/**
 * Saved mail: its routes, its preview, test mails and the check of its links. Start at {@code
 * MailTemplates}; the texts of it that flows and campaigns take into their graphs are put there by
 * {@code dev.stitch.launch.request.SavedMails}.
 */
package dev.stitch.api.authoring;
