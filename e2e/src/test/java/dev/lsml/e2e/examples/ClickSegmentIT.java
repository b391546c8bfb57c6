// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.result.BrushRle;
import dev.lsml.core.result.ImageSize;
import dev.lsml.core.result.Point;
import dev.lsml.core.result.Shapes;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClickSegmentIT {
  private static final String CONFIG =
      "<View><Image name='image' value='$image'/><BrushLabels name='mask' toName='image'>"
          + "<Label value='Fruit'/></BrushLabels><KeyPointLabels name='click' toName='image'"
          + " smart='true'><Label value='Fruit'/></KeyPointLabels></View>";

  @RegisterExtension static final LiveExample LIVE = new LiveExample("click-segment", CONFIG);

  @Test
  void aClickInTheEditorIsAnsweredWithAMaskAndTheImageIsFetchedOnce() throws Exception {
    BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(100, 50, 80, 60);
    graphics.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    AtomicInteger fetched = new AtomicInteger();
    HttpServer images =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    images.createContext(
        "/fruit.png",
        exchange -> {
          fetched.incrementAndGet();
          exchange.sendResponseHeaders(200, png.size());
          exchange.getResponseBody().write(png.toByteArray());
          exchange.close();
        });
    images.start();
    try {
      String address = "http://127.0.0.1:" + images.getAddress().getPort() + "/fruit.png";
      LIVE.importTasks(List.of(Map.of("image", address)));
      Region click =
          Shapes.keyPoint(LabelConfig.parse(CONFIG).control("click"), new Point(35, 27), "Fruit")
              .region();

      LIVE.suggest(LIVE.tasks().get(0), List.of(click));
      JsonView suggested = LIVE.suggest(LIVE.tasks().get(0), List.of(click));

      JsonView region = suggested.get("result").items().get(0);
      assertThat(region.get("from_name").string()).isEqualTo("mask");
      assertThat(region.get("original_width").whole()).isEqualTo(400);
      byte[] mask =
          BrushRle.decodeMask(
              (List<?>) region.get("value").get("rle").value(), new ImageSize(400, 300));
      int wrong = 0;
      for (int i = 0; i < mask.length; i++) {
        int x = i % 400;
        int y = i / 400;
        boolean inside = x >= 100 && x < 180 && y >= 50 && y < 110;
        wrong += (mask[i] != 0) == inside ? 0 : 1;
      }
      assertThat(wrong).as("pixels that differ").isZero();
      assertThat(fetched).hasValue(1);
    } finally {
      images.stop(0);
    }
  }
}
