package dev.stitch.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactingEncoderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key sk_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-abcde was used | key sk_[hidden] was used",
        "secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw= | secret whsec_[hidden]",
        "Authorization: Bearer eyJhbGciOi.e30.x | Authorization: Bearer [hidden]",
        "authorization: basic YWRhOnBhc3N3b3Jk, more | authorization: basic [hidden], more",
        "postgres://ada:hunter2@db/stitch refused | postgres://ada:[hidden]@db/stitch refused",
        "POST /api/stitch/callback/1/a?token=abc123&x=1 | POST /api/stitch/callback/1/a?token=[hidden]&x=1",
        "nothing secret: task_list, basic idea, http://a/b:c | nothing secret: task_list, basic idea, http://a/b:c",
      })
  void whatHasTheShapeOfASecretIsHiddenAndNothingElse(String line, String logged) {
    assertThat(RedactingEncoder.redacted(line)).isEqualTo(logged);
  }
}
