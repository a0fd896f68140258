package dev.stitch.activities.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.expression.Expressions;
import dev.stitch.graph.expression.Scope;
import dev.stitch.model.StepException;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.ContactSnapshots;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks whether expressions hold for contacts as they are now. */
@Singleton
class ContactQuestions {

  private static final Logger LOG = LoggerFactory.getLogger(ContactQuestions.class);

  private final ContactSnapshots snapshots;

  ContactQuestions(ContactSnapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** These contacts, read once. */
  Asked about(Collection<UUID> contactIds) {
    return new Asked(snapshots.all(contactIds), Instant.now());
  }

  /** Contacts as they were at a moment. */
  record Asked(Map<UUID, JsonNode> contacts, Instant now) {

    /**
     * Whether an expression holds for one of them. One that names more than the contact cannot be
     * asked here, and one that fails does not hold, as little as for a contact that is gone.
     */
    boolean holds(UUID contactId, String expression) {
      @Nullable JsonNode contact = contacts.get(contactId);
      if (contact == null || Expressions.check(Scope.CONTACT, expression).isPresent()) {
        return false;
      }
      ObjectNode variables = Jsonb.object().put("now", now.toString());
      variables.set("contact", contact);
      try {
        return Expressions.test(Scope.CONTACT, expression, variables);
      } catch (StepException e) {
        LOG.debug("Asked about contact {}", contactId, e);
        return false;
      }
    }
  }
}
