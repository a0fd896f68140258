package dev.stitch.activities.email;

import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.model.StepException;
import dev.stitch.store.sending.SendRequest;
import dev.stitch.store.sending.SendSlot;
import dev.stitch.store.sending.SendSlotRepository;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.UUID;

/**
 * Asks for mails whether they may leave, without sending them.
 *
 * @param config of the step whose mails they are
 */
record SendQuestions(ApplicationContext context, String config) {

  static final String PLAIN = "{\"subject\": \"s\", \"text\": \"t\"}";

  Mail mail(String mailbox) {
    return new Mail(this, mailbox, null, "ada@example.org", false, false, null);
  }

  /**
   * One mail.
   *
   * @param timezone of its contact, or null
   */
  record Mail(
      SendQuestions questions,
      String mailbox,
      UUID runId,
      String recipient,
      boolean followUp,
      boolean transactional,
      String timezone) {

    Mail of(UUID run) {
      return new Mail(questions, mailbox, run, recipient, followUp, transactional, timezone);
    }

    Mail to(String address) {
      return new Mail(questions, mailbox, runId, address, followUp, transactional, timezone);
    }

    Mail asFollowUp() {
      return new Mail(questions, mailbox, runId, recipient, true, transactional, timezone);
    }

    Mail asTransactional() {
      return new Mail(questions, mailbox, runId, recipient, followUp, true, timezone);
    }

    Mail in(String zone) {
      return new Mail(questions, mailbox, runId, recipient, followUp, transactional, zone);
    }

    SendSlot ask(String key) {
      TestStep step =
          TestStep.of(
              questions.context().getBean(StepServices.class), "email.send", questions.config());
      if (timezone != null) {
        step = step.with("contact", "{\"timezone\": \"" + timezone + "\"}");
      }
      SendRequest request =
          new SendRequest(key, mailbox, runId, null, recipient, followUp, transactional);
      try {
        MailGates gates = questions.context().getBean(SendGates.class).of(step, request);
        return gates.needsLedger()
            ? questions.context().getBean(SendSlotRepository.class).ask(request, gates)
            : new SendSlot.Now(Instant.now());
      } catch (StepException e) {
        throw new IllegalArgumentException(e);
      }
    }
  }
}
