package dev.stitch.activities.reconcile;

import dev.stitch.store.answer.AnswerRepository;
import dev.stitch.store.crm.SyncUploadRepository;
import dev.stitch.store.journey.ToldEvents;
import dev.stitch.store.mail.InboundRepository;
import dev.stitch.store.run.StepOutcomeRepository;
import dev.stitch.store.sending.ContactHoldRepository;
import dev.stitch.store.sending.SendSlotRepository;
import dev.stitch.store.stream.StreamRepository;
import dev.stitch.store.task.MailTaskRepository;
import dev.stitch.store.webhook.DeliveryRepository;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Forgets what is kept for a time only, a little each pass. */
@Singleton
public class Pruning {

  /** A client that was away for longer reads the state anew. */
  private static final Duration KEPT = Duration.ofDays(7);

  /** Rows a pass: fewer than a second's work. */
  private static final int BATCH = 5_000;

  /** The logs of what came in: long enough to look into what went wrong a quarter ago. */
  private static final Duration LOGGED = Duration.ofDays(90);

  /** A run that has ended may be reset for as long as Temporal keeps its history. */
  private static final Duration RESETTABLE = Duration.ofDays(90);

  private final StreamRepository stream;
  private final SendSlotRepository slots;
  private final StepOutcomeRepository outcomes;
  private final AnswerRepository answers;
  private final ToldEvents toldEvents;
  private final DeliveryRepository webhooks;
  private final InboundRepository mails;
  private final ContactHoldRepository holds;
  private final MailTaskRepository mailTasks;
  private final SyncUploadRepository uploads;

  Pruning(
      StreamRepository stream,
      SendSlotRepository slots,
      StepOutcomeRepository outcomes,
      AnswerRepository answers,
      ToldEvents toldEvents,
      DeliveryRepository webhooks,
      InboundRepository mails,
      ContactHoldRepository holds,
      MailTaskRepository mailTasks,
      SyncUploadRepository uploads) {
    this.stream = stream;
    this.slots = slots;
    this.outcomes = outcomes;
    this.answers = answers;
    this.toldEvents = toldEvents;
    this.webhooks = webhooks;
    this.mails = mails;
    this.holds = holds;
    this.mailTasks = mailTasks;
    this.uploads = uploads;
  }

  void prune() {
    stream.prune(KEPT, BATCH);
    slots.prune();
    outcomes.prune(RESETTABLE, BATCH);
    answers.prune(KEPT);
    toldEvents.prune(KEPT);
    webhooks.prune(LOGGED);
    mails.prune(LOGGED);
    holds.prune();
    mailTasks.expireAbsences();
    uploads.prune(KEPT);
  }
}
