package dev.ferry.oci.registry.http;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys of PEM files (RFC 7468). */
final class Certificates {
  private static final long LIMIT = 16 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

  private Certificates() {}

  /** The certificates of a file. */
  static List<X509Certificate> read(Path file) {
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text(file));
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      while (blocks.find()) {
        if (blocks.group(1).equals("CERTIFICATE")) {
          byte[] der = Base64.getMimeDecoder().decode(blocks.group(2));
          certificates.add(
              (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
        }
      }
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      throw bad(file, "CERTIFICATE");
    }
    return certificates;
  }

  /** The private key of a file: PKCS #8, not encrypted. */
  static PrivateKey key(Path file) {
    Matcher blocks = BLOCK.matcher(text(file));
    while (blocks.find()) {
      if (blocks.group(1).equals("PRIVATE KEY")) {
        return key(file, blocks.group(2));
      }
    }
    throw bad(file, "PRIVATE KEY")
        .hint(
            Text.of(
                "The key must be PKCS #8 without a password: `openssl pkcs8 -topk8 -nocrypt`",
                "私钥必须是不带密码的 PKCS #8：`openssl pkcs8 -topk8 -nocrypt`"));
  }

  private static PrivateKey key(Path file, String base64) {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        byte[] der = Base64.getMimeDecoder().decode(base64);
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException anotherKind) {
        // The encoding does not say outside which kind of key it is; the next one may fit.
      } catch (GeneralSecurityException | IllegalArgumentException damaged) {
        throw bad(file, "PRIVATE KEY");
      }
    }
    throw bad(file, "PRIVATE KEY");
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LIMIT) {
        throw bad(file, "size");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private static FerryException bad(Path file, String field) {
    return new FerryException(
        Failure.ENVIRONMENT,
        Text.of(
            "Cannot read certificates `%s`: bad value for `%s`",
            "无法读取证书 `%s`：`%s` 的值有误", file, field));
  }
}
