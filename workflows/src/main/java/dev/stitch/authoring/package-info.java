/**
 * What a mail says: its texts as templates and rendered, and the config that names saved mail
 * instead. Uses {@code graph.expression}; test mails and link checks are workflows of one activity,
 * whose work is behind {@code dev.stitch.port.MailActivities}. Start at {@code MailContent}.
 */
@NullMarked
package dev.stitch.authoring;

import org.jspecify.annotations.NullMarked;
