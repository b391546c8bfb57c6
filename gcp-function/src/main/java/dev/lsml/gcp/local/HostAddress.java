// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.local;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/**
 * An address under which other machines or containers reach this one.
 *
 * @param device the network device's name, such as {@code eth0} or {@code docker0}
 * @param address in dotted form
 */
record HostAddress(String device, String address) {
  /** Whether the address is one that containers on this machine know. */
  boolean isForContainers() {
    return device.startsWith("docker")
        || device.startsWith("br-")
        || device.startsWith("podman")
        || device.startsWith("cni");
  }

  /** This machine's IPv4 addresses but the loopback, as far as it tells them. */
  static List<HostAddress> all() {
    List<HostAddress> addresses = new ArrayList<>();
    try {
      Enumeration<NetworkInterface> devices = NetworkInterface.getNetworkInterfaces();
      while (devices.hasMoreElements()) {
        NetworkInterface device = devices.nextElement();
        if (device.isUp() && !device.isLoopback()) {
          Enumeration<InetAddress> all = device.getInetAddresses();
          while (all.hasMoreElements()) {
            if (all.nextElement() instanceof Inet4Address address) {
              addresses.add(new HostAddress(device.getName(), address.getHostAddress()));
            }
          }
        }
      }
    } catch (SocketException e) {
      // Then there are none to tell; localhost works all the same.
    }
    return addresses;
  }
}
