package dev.ferry.python.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Our own certificate: a PEM file with the chain and a PKCS #8 key that is not encrypted. */
final class ClientCertificate {
  private ClientCertificate() {}

  static KeyManager[] read(Path file) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Certificate> chain = new ArrayList<>();
    byte[] key = null;
    for (PemFile.Block block : PemFile.read(file)) {
      if (block.label().equals("CERTIFICATE")) {
        chain.add(factory.generateCertificate(new ByteArrayInputStream(block.der())));
      } else if (block.label().equals("PRIVATE KEY")) {
        key = block.der();
      } else if (block.label().endsWith("PRIVATE KEY")) {
        throw PemFile.bad(file, "PRIVATE KEY", block.label() + ", not PKCS #8");
      }
    }
    if (key == null || chain.isEmpty()) {
      throw PemFile.bad(file, key == null ? "PRIVATE KEY" : "CERTIFICATE", "-");
    }
    return managers(chain, privateKey(key, file));
  }

  private static KeyManager[] managers(List<Certificate> chain, PrivateKey key)
      throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("client", key, new char[0], chain.toArray(new Certificate[0]));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      return factory.getKeyManagers();
    } catch (IOException impossible) {
      throw new GeneralSecurityException(impossible);
    }
  }

  private static PrivateKey privateKey(byte[] pkcs8, Path file) throws GeneralSecurityException {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException anotherKind) {
        // The encoding does not say outside which kind of key it is; the next one may fit.
      }
    }
    throw PemFile.bad(file, "PRIVATE KEY", "want RSA, EC or Ed25519");
  }
}
