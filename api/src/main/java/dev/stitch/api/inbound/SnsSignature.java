package dev.stitch.api.inbound;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.model.BoundedCache;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Checks that a message is signed by Amazon SNS. Certificates are fetched once. */
@Singleton
class SnsSignature {

  private final SnsSite site;
  private final BoundedCache<URI, X509Certificate> certificates = new BoundedCache<>(20);

  SnsSignature(SnsSite site) {
    this.site = site;
  }

  /**
   * Insists on a good signature.
   *
   * @throws ApiProblem 401 without one, 503 when the certificate cannot be fetched now
   */
  void require(SnsMessage message) {
    URI address = SnsAddress.certificate(message.text("SigningCertURL"));
    X509Certificate certificate = certificates.get(address, this::fetch);
    try {
      certificate.checkValidity();
      Signature signature = Signature.getInstance(algorithm(message));
      signature.initVerify(certificate);
      signature.update(message.signed().getBytes(StandardCharsets.UTF_8));
      if (signature.verify(Base64.getDecoder().decode(message.text("Signature")))) {
        return;
      }
    } catch (GeneralSecurityException | IllegalArgumentException unusable) {
      // Answered below, as any other message that is not signed.
    }
    throw ApiProblem.unauthorized("The message is not signed by Amazon SNS.");
  }

  private static String algorithm(SnsMessage message) {
    return message.text("SignatureVersion").equals("2") ? "SHA256withRSA" : "SHA1withRSA";
  }

  private X509Certificate fetch(URI address) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(site.read(address)));
    } catch (IOException | GeneralSecurityException unreachable) {
      throw ApiProblem.unavailable("The certificate of Amazon SNS cannot be read now; send again.");
    }
  }
}
