/**
 * Saved mail: texts with a name, their versions, and which flows and campaigns use them. Start at
 * {@code MailTemplateRepository}.
 */
package dev.stitch.store.authoring;
