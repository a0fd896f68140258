package dev.stitch.inbound.consent;

import dev.stitch.store.Database;
import dev.stitch.store.consent.ConsentChange;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.consent.ConsentState;
import dev.stitch.store.consent.UnsubscribeLink;
import dev.stitch.store.consent.UnsubscribeLinkRepository;
import dev.stitch.store.mail.SuppressionReason;
import dev.stitch.store.mail.SuppressionRepository;
import dev.stitch.store.secret.RandomToken;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What recipients decide by the links in their mails. A link speaks for the contacts that its
 * address belonged to and belongs to; where there is none, the address is suppressed.
 */
@Singleton
public class Unsubscribing {

  /** As {@link RandomToken#fresh} makes them: anything else is looked for nowhere. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final Database database;
  private final UnsubscribeLinkRepository links;
  private final ConsentRepository consents;
  private final SuppressionRepository suppressions;

  Unsubscribing(
      Database database,
      UnsubscribeLinkRepository links,
      ConsentRepository consents,
      SuppressionRepository suppressions) {
    this.database = database;
    this.links = links;
    this.consents = consents;
    this.suppressions = suppressions;
  }

  /** How it stands with whoever has this token; empty when no mail of ours carried it. */
  public Optional<Unsubscription> find(String token) {
    return link(token).map(this::standing);
  }

  /** One click in a mail program: the topic of the mail, of one without a topic everything. */
  public Optional<Unsubscription> oneClick(String token) {
    return link(token).map(link -> left(link, ConsentSource.ONE_CLICK));
  }

  /** A mail to the address that a mail's headers name: as one click. */
  public Optional<Unsubscription> byMail(String token) {
    return link(token).map(link -> left(link, ConsentSource.MAIL));
  }

  private Unsubscription left(UnsubscribeLink link, ConsentSource source) {
    return decided(
        link,
        link.topic() == null ? UnsubscribeChoice.EVERYTHING : UnsubscribeChoice.TOPIC,
        source);
  }

  /** A button of the page. */
  public Optional<Unsubscription> choose(String token, UnsubscribeChoice choice) {
    return link(token).map(link -> decided(link, choice, ConsentSource.PAGE));
  }

  private Optional<UnsubscribeLink> link(String token) {
    return TOKEN.matcher(token).matches() ? links.find(RandomToken.hash(token)) : Optional.empty();
  }

  private Unsubscription decided(
      UnsubscribeLink link, UnsubscribeChoice choice, ConsentSource source) {
    return database.transaction(
        () -> {
          List<UUID> contacts = links.contacts(link);
          ConsentOrigin origin = ConsentOrigin.ofLink(source, link);
          if (contacts.isEmpty()) {
            decideForAddress(link.address(), choice);
          }
          contacts.forEach(contact -> decide(contact, link, choice, origin));
          return standing(link);
        });
  }

  private void decideForAddress(String address, UnsubscribeChoice choice) {
    switch (choice) {
      case TOPIC, EVERYTHING -> suppressions.add(address, SuppressionReason.UNSUBSCRIBED, null);
      case UNDO -> {
        if (unsubscribed(address)) {
          suppressions.remove(address);
        }
      }
    }
  }

  private void decide(
      UUID contact, UnsubscribeLink link, UnsubscribeChoice choice, ConsentOrigin origin) {
    switch (choice) {
      // Of a mail that names no topic there is nothing else to leave.
      case TOPIC -> consents.change(contact, link.topic(), ConsentState.WITHDRAWN, origin);
      case EVERYTHING -> consents.change(contact, null, ConsentState.WITHDRAWN, origin);
      case UNDO ->
          done(contact, link)
              .forEach(
                  change -> consents.change(contact, change.topic(), ConsentState.GRANTED, origin));
    }
  }

  /** What this link did and nothing else has changed since: all that it may take back. */
  private Stream<ConsentChange> done(UUID contact, UnsubscribeLink link) {
    return Stream.of(Optional.<String>empty(), Optional.ofNullable(link.topic()))
        .distinct()
        .flatMap(topic -> consents.last(contact, topic.orElse(null)).stream())
        .filter(change -> consents.withdrawn(contact, change.topic()))
        .filter(change -> link.messageId().equals(change.messageId()));
  }

  private Unsubscription standing(UnsubscribeLink link) {
    List<UUID> contacts = links.contacts(link);
    if (contacts.isEmpty()) {
      boolean left = unsubscribed(link.address());
      return new Unsubscription(link, left, left, left);
    }
    return new Unsubscription(
        link,
        contacts.stream().allMatch(contact -> consents.withdrawn(contact, link.topic())),
        contacts.stream().allMatch(contact -> consents.withdrawn(contact, null)),
        contacts.stream().anyMatch(contact -> done(contact, link).findAny().isPresent()));
  }

  private boolean unsubscribed(String address) {
    return suppressions
        .find(address)
        .filter(suppression -> suppression.reason() == SuppressionReason.UNSUBSCRIBED)
        .isPresent();
  }
}
