package dev.stitch.sending;

import dev.stitch.step.StableFraction;
import java.util.List;

/**
 * One of several texts of a mail.
 *
 * @param weight its share of those who get one, against the weights of the others; from 0
 */
public record MailVariant(String name, double weight) {

  /**
   * Chooses one for a person: always the same for the same key, and over many people by weight.
   *
   * @param variants at least one with a weight above 0
   */
  public static MailVariant choose(List<MailVariant> variants, String key) {
    double total = variants.stream().mapToDouble(MailVariant::weight).sum();
    double point = StableFraction.of(key) * total;
    MailVariant chosen = null;
    for (MailVariant variant : variants) {
      if (variant.weight() > 0) {
        chosen = variant;
        point -= variant.weight();
        if (point < 0) {
          break;
        }
      }
    }
    if (chosen == null) {
      throw new IllegalArgumentException("no variant has a weight above 0");
    }
    return chosen;
  }
}
