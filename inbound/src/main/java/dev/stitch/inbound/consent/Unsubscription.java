package dev.stitch.inbound.consent;

import dev.stitch.store.consent.UnsubscribeLink;

/**
 * How it stands with whoever has a link.
 *
 * @param topicLeft whether they get no mail about the topic of the link's mail
 * @param everythingLeft whether they get no mail at all
 * @param undoable whether it was this link that made it so
 */
public record Unsubscription(
    UnsubscribeLink link, boolean topicLeft, boolean everythingLeft, boolean undoable) {}
