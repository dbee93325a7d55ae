package dev.ferry.oci.registry.http;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.registry.name.Repository;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom a registry must be certified by: the system's authorities (those that {@code SSL_CERT_FILE}
 * names instead), the Java runtime's, those of {@code --ca}, and those of {@code
 * certs.d/<host[:port]>/*.crt} as container engines keep them ({@code containers-certs.d(5)}). The
 * same folder may hold a certificate of ours ({@code NAME.cert}, {@code NAME.key}).
 */
final class TlsSetup {
  private static final List<Path> SYSTEM =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"));
  private static final char[] NO_PASSWORD = new char[0];

  private final Repository repository;
  private final RegistrySettings settings;

  TlsSetup(Repository repository, RegistrySettings settings) {
    this.repository = repository;
    this.settings = settings;
  }

  SSLContext context() {
    try {
      TrustManagerFactory trust = factory(authorities());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException failure) {
      throw new FerryException(
          Failure.ENVIRONMENT,
          Text.of("Cannot set up TLS: %s", "无法设置 TLS：%s", failure.getMessage()),
          failure);
    }
  }

  private static TrustManagerFactory factory(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  private KeyStore authorities() throws GeneralSecurityException, IOException {
    List<X509Certificate> all = new ArrayList<>();
    for (var manager : factory(null).getTrustManagers()) {
      if (manager instanceof X509TrustManager java) {
        all.addAll(List.of(java.getAcceptedIssuers()));
      }
    }
    files().forEach(file -> all.addAll(Certificates.read(file)));
    KeyStore store = empty();
    for (int i = 0; i < all.size(); i++) {
      store.setCertificateEntry("authority-" + i, all.get(i));
    }
    return store;
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    String named = settings.environment().getOrDefault("SSL_CERT_FILE", "");
    if (named.isBlank()) {
      SYSTEM.stream().filter(Files::isReadable).forEach(files::add);
    } else {
      files.add(Path.of(named));
    }
    settings.authorities().ifPresent(files::add);
    folders().forEach(folder -> files.addAll(with(folder, ".crt")));
    return files;
  }

  private KeyManager[] keys() throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    for (Path folder : folders()) {
      for (Path chain : with(folder, ".cert")) {
        String name = chain.getFileName().toString();
        Path key = chain.resolveSibling(name.substring(0, name.length() - 5) + ".key");
        store.setKeyEntry(
            chain.toString(),
            Certificates.key(key),
            NO_PASSWORD,
            Certificates.read(chain).toArray(new Certificate[0]));
      }
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    Optional.ofNullable(settings.environment().get("HOME"))
        .filter(home -> !home.isBlank())
        .ifPresent(home -> folders.add(Path.of(home, ".config", "containers", "certs.d")));
    folders.add(Path.of("/etc/containers/certs.d"));
    folders.add(Path.of("/etc/docker/certs.d"));
    return folders.stream()
        .map(folder -> folder.resolve(repository.host()))
        .filter(Files::isDirectory)
        .toList();
  }

  private static List<Path> with(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }
}
