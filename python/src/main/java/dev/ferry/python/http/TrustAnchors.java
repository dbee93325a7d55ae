package dev.ferry.python.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Authorities of PEM files, found by subject. A bundle has some 150 certificates, of which a run
 * needs one or two; decoding them all costs more than a TLS handshake, so only those whose subject
 * issued a certificate of the server's chain are decoded.
 */
final class TrustAnchors {
  private final Map<ByteBuffer, List<byte[]>> bySubject = new HashMap<>();

  static TrustAnchors read(List<Path> files) {
    TrustAnchors anchors = new TrustAnchors();
    for (Path file : files) {
      for (PemFile.Block block : PemFile.read(file)) {
        if (block.label().equals("CERTIFICATE") || block.label().equals("TRUSTED CERTIFICATE")) {
          anchors.add(block.der());
        }
      }
    }
    return anchors;
  }

  static List<Path> existing(List<Path> files) {
    return files.stream().filter(Files::isReadable).toList();
  }

  private void add(byte[] der) {
    ByteBuffer subject = DerSubject.of(der);
    bySubject.computeIfAbsent(subject, any -> new ArrayList<>()).add(der);
  }

  /** A trust manager with the authorities that a chain may end in. */
  X509ExtendedTrustManager managerFor(X509Certificate[] chain)
      throws CertificateException, IOException {
    List<byte[]> wanted = new ArrayList<>();
    for (X509Certificate certificate : chain) {
      for (byte[] name :
          List.of(
              certificate.getIssuerX500Principal().getEncoded(),
              certificate.getSubjectX500Principal().getEncoded())) {
        wanted.addAll(bySubject.getOrDefault(ByteBuffer.wrap(name), List.of()));
      }
    }
    return manager(wanted);
  }

  /** The same with every authority, for names that are equal but encoded in another way. */
  X509ExtendedTrustManager managerOfAll() throws CertificateException, IOException {
    return manager(bySubject.values().stream().flatMap(List::stream).toList());
  }

  private static X509ExtendedTrustManager manager(List<byte[]> anchors)
      throws CertificateException, IOException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (byte[] der : anchors) {
        store.setCertificateEntry(
            Integer.toString(number++), factory.generateCertificate(new ByteArrayInputStream(der)));
      }
      if (number == 0) {
        throw new CertificateException("no known authority has issued it");
      }
      return manager(store);
    } catch (CertificateException | IOException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e);
    }
  }

  /** The Java runtime's own authorities. */
  static X509ExtendedTrustManager javaManager() throws GeneralSecurityException {
    return manager((KeyStore) null);
  }

  private static X509ExtendedTrustManager manager(@org.jspecify.annotations.Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new GeneralSecurityException("no X.509 trust manager");
  }
}
