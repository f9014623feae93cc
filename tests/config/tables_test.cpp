#include "config/tables.hpp"

#include <gtest/gtest.h>

namespace tidings::config {
namespace {

TEST(TrackingTable, KnowsTheParametersOfCampaignsAndShareLinks) {
  for (const char* piece : {"utm_source=x", "UTM_Campaign=y", "fbclid=1", "gclid=1", "xtor=RSS-1",
                            "at_medium=RSS", "at_custom1=2", "guccounter=1", "_ga=2.1"}) {
    EXPECT_TRUE(tracking_table().matches(piece)) << piece;
  }
}

TEST(TrackingTable, LeavesNamesThatSitesUseForContent) {
  for (const char* piece :
       {"ref=home", "source=7", "id=1", "p=2", "page=3", "cid=77", "mc=1", "share=1", "lang=de",
        "amp=1", "s=q", "q=a", "print=1", "referrer=x", "campaign=5", "article=9"}) {
    EXPECT_FALSE(tracking_table().matches(piece)) << piece;
  }
}

TEST(BoilerplateTable, KnowsTheFurnitureOfPages) {
  for (const char* line : {"Terms of use", "BREAKING NEWS", "Contact us", "Sorry!!",
                           "Share this article", "Cookie settings", "All rights reserved."}) {
    EXPECT_TRUE(boilerplate_table().is_known(line)) << line;
  }
  for (const char* line : {"Recent Posts", "Don’t miss", "MOST READ", "You may also like:"}) {
    EXPECT_TRUE(boilerplate_table().is_heading_of_teasers(line)) << line;
  }
}

TEST(BoilerplateTable, LeavesSentences) {
  for (const char* line :
       {"The council voted to share this article of the law with its neighbours.",
        "Breaking news reached the island by boat.", "They follow us on foot, she said.",
        "The search went on until dawn.", "Explore the old town first, says the guide."}) {
    EXPECT_FALSE(boilerplate_table().is_known(line)) << line;
    EXPECT_FALSE(boilerplate_table().is_heading_of_teasers(line)) << line;
  }
}

}  // namespace
}  // namespace tidings::config
