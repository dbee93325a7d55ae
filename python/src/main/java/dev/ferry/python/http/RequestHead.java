package dev.ferry.python.http;

import java.net.URI;

/** The request line and header fields as they are sent (RFC 9112, 3). */
final class RequestHead {
  private RequestHead() {}

  static String of(Request request, Origin origin, Connection connection, HttpSettings settings) {
    URI location = request.location();
    StringBuilder head = new StringBuilder(512);
    head.append(request.method()).append(' ');
    if (connection.throughProxy()) {
      head.append(origin.scheme()).append("://").append(origin.authority());
    }
    head.append(target(location)).append(" HTTP/1.1\r\n");
    field(head, "Host", origin.authority());
    field(head, "User-Agent", "ferry");
    field(head, "Accept-Encoding", request.compressed() ? "gzip" : "identity");
    for (Request.Header header : request.headers()) {
      field(head, header.name(), header.value());
    }
    settings.credentials().find(location).ifPresent(value -> field(head, "Authorization", value));
    if (connection.throughProxy()) {
      settings.proxies().find(origin).ifPresent(proxy -> head.append(Connector.login(proxy)));
    }
    return head.append("\r\n").toString();
  }

  /** Path and query; letters outside ASCII are percent-encoded. */
  private static String target(URI location) {
    URI ascii = URI.create(location.toASCIIString());
    String path =
        ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
  }

  private static void field(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
