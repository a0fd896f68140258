package dev.stitch.activities.authoring;

import dev.stitch.activities.email.TestMailer;
import dev.stitch.activities.http.LinkProbe;
import dev.stitch.port.MailActivities;
import io.temporal.activity.Activity;
import jakarta.inject.Singleton;
import java.util.List;

/** Tries mail out for whoever writes it. */
@Singleton
public class MailActivitiesImpl implements MailActivities {

  private final TestMailer mailer;
  private final LinkProbe links;

  public MailActivitiesImpl(TestMailer mailer, LinkProbe links) {
    this.mailer = mailer;
    this.links = links;
  }

  @Override
  public TestResult sendTest(TestMail test) {
    try {
      return mailer.send(test);
    } catch (InterruptedException e) {
      throw Activity.wrap(e);
    }
  }

  @Override
  public LinkStates checkLinks(List<String> urls) {
    try {
      return links.check(urls);
    } catch (InterruptedException e) {
      throw Activity.wrap(e);
    }
  }
}
