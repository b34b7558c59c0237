"""xclib reads the figures out of Chinese government reports and turns them into sourced economic briefs."""
