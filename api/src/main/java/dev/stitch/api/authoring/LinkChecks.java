package dev.stitch.api.authoring;

import dev.stitch.api.authoring.LinkReport.Link;
import dev.stitch.api.authoring.LinkReport.LinkStatus;
import dev.stitch.api.authoring.LinkReport.Warning;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.temporal.WorkerAnswers;
import dev.stitch.authoring.AuthoringContract;
import dev.stitch.authoring.MailContent;
import dev.stitch.launch.Launch;
import dev.stitch.mail.html.MailLinks;
import dev.stitch.mail.html.MailLinks.MailLink;
import dev.stitch.mail.html.MailLinks.Part;
import dev.stitch.model.RunFamily;
import dev.stitch.port.MailActivities;
import dev.stitch.port.MailActivities.LinkState;
import dev.stitch.port.MailActivities.LinkStates;
import dev.stitch.store.Ids;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Has a worker look where the links of a mail lead; what needs no look is told at once. */
@Singleton
class LinkChecks {

  private static final String UNSUBSCRIBE_URL = "{{" + MailContent.UNSUBSCRIBE_URL + "}}";

  private static final Set<String> NO_PAGES = Set.of("mailto", "tel", "sms");

  private final MailTemplates templates;
  private final MailPreviews previews;
  private final WorkerAnswers workers;

  LinkChecks(MailTemplates templates, MailPreviews previews, WorkerAnswers workers) {
    this.templates = templates;
    this.previews = previews;
    this.workers = workers;
  }

  LinkReport ofSaved(UUID id, LinkCheckRequest.Options options) {
    return check(templates.content(id), options);
  }

  /**
   * @throws ApiProblem 422 with what is wrong with the texts
   */
  LinkReport of(LinkCheckRequest request) {
    return check(MailPreviews.accepted(request.content()), request.options());
  }

  private LinkReport check(MailContent content, LinkCheckRequest.Options options) {
    MailContent mail = previews.rendered(content, options.contactId());
    List<MailLink> links = MailLinks.of(mail.text(), mail.html());
    List<MailLink> pages =
        links.stream()
            .filter(link -> withoutLook(link) == null)
            .limit(MailActivities.MAX_LINKS)
            .toList();
    Iterator<LinkState> states = states(pages).iterator();
    List<Link> found = new ArrayList<>();
    for (MailLink link : links) {
      Link known = withoutLook(link);
      if (known != null) {
        found.add(known);
      } else if (states.hasNext()) {
        found.add(looked(link, states.next()));
      } else {
        found.add(
            new Link(
                link.url(),
                link.parts(),
                LinkStatus.SKIPPED,
                null,
                "Only the first %d links are looked at.".formatted(MailActivities.MAX_LINKS)));
      }
    }
    return new LinkReport(
        found, Boolean.TRUE.equals(options.transactional()) ? List.of() : warnings(mail));
  }

  private List<LinkState> states(List<MailLink> pages) {
    if (pages.isEmpty()) {
      return List.of();
    }
    List<String> urls = pages.stream().map(MailLink::url).toList();
    LinkStates found =
        workers.ask(
            new Launch(RunFamily.LINK_CHECK, AuthoringContract.checkOptions(Ids.next()), urls),
            AuthoringContract.PATIENCE,
            LinkStates.class,
            "No worker has looked at the links in time; please repeat.");
    return found.states();
  }

  private static Link looked(MailLink link, LinkState state) {
    LinkStatus status =
        switch (state.verdict()) {
          case OK -> LinkStatus.OK;
          case BROKEN -> LinkStatus.BROKEN;
          case UNSURE -> LinkStatus.UNSURE;
          case UNREACHABLE -> LinkStatus.UNREACHABLE;
          case FORBIDDEN -> LinkStatus.FORBIDDEN;
        };
    return new Link(link.url(), link.parts(), status, state.statusCode(), state.message());
  }

  /** What its spelling says of a link; null for one that leads to a page. */
  private static @Nullable Link withoutLook(MailLink link) {
    String url = link.url();
    if (url.equals(UNSUBSCRIBE_URL)) {
      return told(link, LinkStatus.SKIPPED, "Each mail has an unsubscribe link of its own.");
    }
    if (url.startsWith("#") && url.length() > 1) {
      return told(link, LinkStatus.SKIPPED, "Leads to a place in the mail itself.");
    }
    URI address;
    try {
      address = new URI(url);
    } catch (URISyntaxException e) {
      return told(
          link, LinkStatus.MALFORMED, "Is no address (%s): spell it out.".formatted(e.getReason()));
    }
    String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    if (NO_PAGES.contains(scheme)) {
      return told(link, LinkStatus.SKIPPED, "Leads to no page.");
    }
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return told(
          link, LinkStatus.MALFORMED, "Begin it with https://: a mail has no page around it.");
    }
    return address.getHost() == null
        ? told(link, LinkStatus.MALFORMED, "Names no server: write https://example.com/page.")
        : null;
  }

  private static Link told(MailLink link, LinkStatus status, String message) {
    return new Link(link.url(), link.parts(), status, null, message);
  }

  private static List<Warning> warnings(MailContent mail) {
    List<Warning> warnings = new ArrayList<>();
    warn(Part.HTML, mail.html(), warnings);
    warn(Part.TEXT, mail.text(), warnings);
    return warnings;
  }

  private static void warn(Part part, @Nullable String body, List<Warning> warnings) {
    if (body != null && !body.contains(UNSUBSCRIBE_URL)) {
      warnings.add(
          new Warning(
              "no_unsubscribe_link",
              part,
              "Nobody can unsubscribe by it: put %s where readers find it."
                  .formatted(UNSUBSCRIBE_URL)));
    }
  }
}
