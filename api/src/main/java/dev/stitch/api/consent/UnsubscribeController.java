package dev.stitch.api.consent;

import dev.stitch.api.error.SecretPath;
import dev.stitch.api.security.Open;
import dev.stitch.inbound.consent.UnsubscribeChoice;
import dev.stitch.inbound.consent.Unsubscribing;
import dev.stitch.inbound.consent.Unsubscription;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.multipart.CompletedPart;
import io.micronaut.http.server.multipart.MultipartBody;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;

/**
 * The links in mails. Scanners follow links, so only a POST unsubscribes; it takes no login, sets
 * no cookie and leads nowhere else (RFC 8058). For recipients, so not among the routes of the API.
 */
@Hidden
@Controller("/u/{token}")
@Produces(MediaType.TEXT_HTML)
class UnsubscribeController {

  /** The field that the page's buttons set. */
  static final String CHOICE = "choice";

  private static final String ONE_CLICK_FIELD = "List-Unsubscribe";
  private static final String ONE_CLICK = "One-Click";

  private static final String BECAUSE =
      "recipients prove themselves by the token that their mail carried";

  /** Fields of a form: there are two that say anything. */
  private static final int MAX_FIELDS = 10;

  private final Unsubscribing unsubscribing;

  UnsubscribeController(Unsubscribing unsubscribing) {
    this.unsubscribing = unsubscribing;
  }

  @Get
  @Open(because = BECAUSE)
  @SecretPath
  HttpResponse<String> show(String token) {
    return answer(unsubscribing.find(token));
  }

  @Post
  @Open(because = BECAUSE)
  @SecretPath
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<String> unsubscribe(String token, @Body Map<String, String> form) {
    return decided(token, form);
  }

  @Post
  @Open(because = BECAUSE)
  @SecretPath
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  HttpResponse<String> unsubscribeByMultipart(String token, @Body MultipartBody form) {
    Map<String, String> fields = new HashMap<>();
    Flux.from(form)
        .take(MAX_FIELDS)
        .toStream()
        .forEach(part -> fields.putIfAbsent(part.getName(), text(part)));
    return decided(token, fields);
  }

  private HttpResponse<String> decided(String token, Map<String, String> form) {
    if (ONE_CLICK.equals(form.get(ONE_CLICK_FIELD))) {
      return answer(unsubscribing.oneClick(token));
    }
    return Optional.ofNullable(form.get(CHOICE))
        .flatMap(UnsubscribeChoice::of)
        .map(choice -> answer(unsubscribing.choose(token, choice)))
        .orElseGet(UnsubscribePage::noChoice);
  }

  private static HttpResponse<String> answer(Optional<Unsubscription> state) {
    return state.map(UnsubscribePage::of).orElseGet(UnsubscribePage::unknown);
  }

  private static String text(CompletedPart part) {
    try {
      return new String(part.getBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }
}
