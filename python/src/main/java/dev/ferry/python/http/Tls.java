package dev.ferry.python.http;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Turns sockets into TLS sockets. One context for all of them, so that sessions are resumed. */
final class Tls {
  private final Trust trust;
  private volatile @org.jspecify.annotations.Nullable SSLContext checked;
  private volatile @org.jspecify.annotations.Nullable SSLContext unchecked;

  Tls(Trust trust) {
    this.trust = trust;
  }

  /** Shakes hands; the socket is closed by the caller if that fails. */
  Socket wrap(Socket socket, Origin origin) throws IOException {
    boolean check = !trust.trusts(origin);
    SSLSocket tls =
        (SSLSocket)
            context(check)
                .getSocketFactory()
                .createSocket(socket, origin.address(), origin.port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setCipherSuites(preferred(parameters.getCipherSuites()));
    if (check) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  /**
   * The same suites, ChaCha20 first: in a young or simply compiled JVM the AES of Java has no help
   * from the processor and takes most of the CPU time of a lock.
   */
  private static String[] preferred(String[] suites) {
    String[] ordered = suites.clone();
    Arrays.sort(ordered, Comparator.comparing(suite -> !suite.contains("CHACHA20")));
    return ordered;
  }

  /** Does the slow part of the first handshake early. */
  void prepare() {
    var unused = context(true).getSocketFactory();
  }

  private synchronized SSLContext context(boolean check) {
    SSLContext known = check ? checked : unchecked;
    if (known == null) {
      known = create(check ? manager() : new AnyServer());
      if (check) {
        checked = known;
      } else {
        unchecked = known;
      }
    }
    return known;
  }

  private X509ExtendedTrustManager manager() {
    Optional<java.nio.file.Path> own = trust.certificates();
    List<java.nio.file.Path> files =
        own.isPresent() ? List.of(own.get()) : TrustAnchors.existing(trust.systemCertificates());
    return new ChainCheck(TrustAnchors.read(files), own.isEmpty());
  }

  private SSLContext create(X509ExtendedTrustManager manager) {
    try {
      KeyManager[] keys =
          trust.clientCertificate().isPresent()
              ? ClientCertificate.read(trust.clientCertificate().get())
              : new KeyManager[0];
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {manager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new FerryException(
          Failure.ENVIRONMENT, Text.of("Cannot set up TLS: %s", "无法设置 TLS：%s", e.getMessage()), e);
    }
  }

  /** For hosts that the user has said to trust whatever they show. */
  private static final class AnyServer extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
