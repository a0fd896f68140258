package dev.stitch.api.mailbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.journey.JourneyContract;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.mail.EmailMessage;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;

/** Tells a journey that its contact has answered a mail. */
@Singleton
class ReplyDelivery {

  /**
   * How much of the text travels, in characters: an event may have 32 KiB, and expressions look at
   * the beginning. The whole text is in the mailbox.
   */
  private static final int MAX_TEXT = 8_000;

  private final WorkflowClient temporal;
  private final EntityRepository entities;

  ReplyDelivery(WorkflowClient temporal, EntityRepository entities) {
    this.temporal = temporal;
    this.entities = entities;
  }

  /**
   * @param eventId the same id is the same event
   * @throws ApiProblem 409 when the journey has ended
   */
  void deliver(EmailMessage reply, String eventId) {
    ExternalEvent event = new ExternalEvent(eventId, "reply", data(reply), "email");
    try {
      temporal
          .newWorkflowStub(JourneyWorkflow.class, JourneyContract.workflowId(reply.entityId()))
          .reply(event);
    } catch (WorkflowNotFoundException ended) {
      throw unheard(reply);
    }
  }

  private ApiProblem unheard(EmailMessage reply) {
    String status =
        entities
            .find(reply.entityId())
            .map(entity -> "is " + entity.status().word())
            .orElse("does not exist any more");
    return ApiProblem.conflict(
        "Entity " + reply.entityId() + " " + status + ": its journey hears no replies.");
  }

  private static ObjectNode data(EmailMessage reply) {
    String text = reply.text();
    return JsonNodeFactory.instance
        .objectNode()
        .put("messageId", reply.messageId())
        .put("inReplyTo", reply.inReplyTo())
        .put("from", reply.from())
        .put("subject", reply.subject())
        .put("text", text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
  }
}
