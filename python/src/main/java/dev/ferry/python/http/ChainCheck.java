package dev.ferry.python.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks a server's chain with the platform's own rules, over as few authorities as it needs. The
 * order: authorities that the chain names; all of them; the Java runtime's where the system's
 * authorities are meant.
 */
final class ChainCheck extends X509ExtendedTrustManager {
  private final TrustAnchors anchors;
  private final boolean javaToo;

  ChainCheck(TrustAnchors anchors, boolean javaToo) {
    this.anchors = anchors;
    this.javaToo = javaToo;
  }

  private interface Check {
    void with(X509ExtendedTrustManager manager) throws CertificateException;
  }

  private void check(X509Certificate[] chain, Check check) throws CertificateException {
    try {
      check.with(anchors.managerFor(chain));
    } catch (CertificateException | IOException notByThese) {
      checkSlowly(check);
    }
  }

  private void checkSlowly(Check check) throws CertificateException {
    try {
      check.with(anchors.managerOfAll());
    } catch (CertificateException refused) {
      if (!javaToo) {
        throw refused;
      }
      try {
        check.with(TrustAnchors.javaManager());
      } catch (GeneralSecurityException refusedToo) {
        throw refused;
      }
    } catch (IOException e) {
      throw new CertificateException(e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain, manager -> manager.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain, manager -> manager.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain, manager -> manager.checkServerTrusted(chain, type));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("no client is expected");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("no client is expected");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("no client is expected");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
