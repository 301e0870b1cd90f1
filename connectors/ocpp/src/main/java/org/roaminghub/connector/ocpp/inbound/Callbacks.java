package org.roaminghub.connector.ocpp.inbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which of the addresses that stations name the hub calls: the one that a station speaks from itself, and those in networks that
 * the operator names. Anything else would let a station send the hub to whatever the hub can reach.
 */
final class Callbacks {

    private static final int MAX_LENGTH = 255;
    private static final int MAX_PORT = 65_535;

    private final List<Network> networks;

    /** Throws IllegalArgumentException for what is no network. */
    Callbacks(List<String> networks) {
        this.networks = networks.stream().map(Network::parse).toList();
    }

    /** {@code first}: the bits that are the same in all of it. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Network(byte[] address, int first) {

        static Network parse(String text) {
            String[] parts = text.strip().split("/", 2);
            try {
                if (!parts[0].matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
                    throw new IllegalArgumentException("no address");
                }
                byte[] address = InetAddress.getByName(parts[0]).getAddress();
                int first = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
                if (first < 0 || first > address.length * 8) {
                    throw new IllegalArgumentException("no length");
                }
                return new Network(address, first);
            } catch (UnknownHostException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "HUB_OCPP_SOAP_NETWORKS: " + text + " is no network, as 10.20.0.0/16", e);
            }
        }

        boolean has(InetAddress other) {
            byte[] bytes = other.getAddress();
            if (bytes.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < first; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Empty for an address that is not called. By http the host is the number that was looked at: a name may mean another one later. */
    Optional<URI> allowed(String named, String peer) {
        try {
            URI uri = new URI(named.strip());
            String scheme = String.valueOf(uri.getScheme());
            String host = uri.getHost();
            boolean web = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
            if (!web
                    || host == null
                    || named.length() > MAX_LENGTH
                    || uri.getPort() > MAX_PORT
                    || uri.getUserInfo() != null
                    || uri.getFragment() != null) {
                return Optional.empty();
            }
            InetAddress speaks = InetAddress.getByName(peer);
            return Arrays.stream(InetAddress.getAllByName(host))
                    .filter(address -> isCalled(address, speaks))
                    .findFirst()
                    .map(address -> scheme.equalsIgnoreCase("https") ? uri : pinned(uri, address));
        } catch (URISyntaxException | UnknownHostException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isCalled(InetAddress address, InetAddress speaks) {
        if (address.isMulticastAddress() || address.isAnyLocalAddress()) {
            return false;
        }
        return address.equals(speaks)
                || address.isLoopbackAddress() && speaks.isLoopbackAddress()
                || networks.stream().anyMatch(network -> network.has(address));
    }

    private static URI pinned(URI uri, InetAddress address) {
        String number = address.getHostAddress().replaceFirst("%.*", "");
        return URI.create("http://" + (number.contains(":") ? "[" + number + "]" : number)
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + (uri.getRawPath() == null ? "" : uri.getRawPath())
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }
}
