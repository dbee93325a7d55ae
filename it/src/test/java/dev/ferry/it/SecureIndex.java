package dev.ferry.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * {@code https://index.example/simple/} with one package: reached only through a proxy, only with a
 * client's certificate, only with a login. Its certificates are made by {@code openssl}.
 */
final class SecureIndex implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** One authority; a server and a client whom it knows. */
  private static final String MAKE_CERTIFICATES =
      """
      set -e
      new() { openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "$@" 2>/dev/null; }
      new -x509 -days 3650 -subj /CN=authority -keyout ca.key -out ca.pem
      for who in server client; do
        new -subj /CN=$who -keyout $who.key -out $who.csr
        echo subjectAltName=DNS:index.example > ext
        openssl x509 -req -in $who.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 3650 \\
          -extfile ext -out $who.crt 2>/dev/null
      done
      cat client.crt client.key > client.pem
      openssl pkcs12 -export -in server.crt -inkey server.key -out server.p12 -passout pass:changeit
      """;

  private final Path folder;
  private final HttpsServer server;
  private final TunnelProxy proxy;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> logins = new CopyOnWriteArrayList<>();

  private SecureIndex(Path folder) throws Exception {
    this.folder = folder;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new OnlyKnownClients(context()));
    server.setExecutor(workers);
    proxy = new TunnelProxy("through:tunnel", server.getAddress());
  }

  static SecureIndex start(Path folder, TinyWheel wheel) throws Exception {
    Source.Result made = Source.run(folder, List.of(), List.of("sh", "-c", MAKE_CERTIFICATES));
    if (made.exitCode() != 0) {
      throw new IllegalStateException("openssl: " + made.errors());
    }
    SecureIndex index = new SecureIndex(folder);
    byte[] bytes = wheel.bytes();
    String page =
        "<a href=\"/files/%s#sha256=%s\">%s</a>"
            .formatted(wheel.fileName(), Digest.of(bytes).hex(), wheel.fileName());
    index.serve("/simple/" + wheel.name() + "/", "text/html", page.getBytes(UTF_8));
    index.serve("/files/" + wheel.fileName(), "application/octet-stream", bytes);
    index.server.start();
    return index;
  }

  private void serve(String path, String type, byte[] body) {
    HttpContext context = server.createContext(path, exchange -> send(exchange, type, body));
    context.setAuthenticator(
        new BasicAuthenticator("packages") {
          @Override
          public boolean checkCredentials(String name, String password) {
            logins.add(name);
            return name.equals("me") && password.equals("s3cret-of-netrc");
          }
        });
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(200, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private SSLContext context() throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
      own.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, PASSWORD);
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    try (InputStream in = Files.newInputStream(authority())) {
      known.setCertificateEntry(
          "authority",
          java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static final class OnlyKnownClients extends HttpsConfigurator {
    OnlyKnownClients(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
      wanted.setNeedClientAuth(true);
      parameters.setSSLParameters(wanted);
    }
  }

  /** The authority's certificate. */
  Path authority() {
    return folder.resolve("ca.pem");
  }

  /** A client's certificate and key. */
  Path client() {
    return folder.resolve("client.pem");
  }

  /** Host and port of the proxy. */
  String proxy() {
    return proxy.authority();
  }

  /** What the proxy was asked for. */
  List<String> tunnels() {
    return proxy.asked();
  }

  /** Names that have logged in or tried to. */
  List<String> logins() {
    return List.copyOf(logins);
  }

  @Override
  public void close() {
    proxy.close();
    server.stop(0);
    workers.shutdownNow();
  }
}
