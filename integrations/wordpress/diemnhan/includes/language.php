<?php
/**
 * In which language a post is: said to readers' browsers, and to Polylang where it is installed.
 *
 * @package diemnhan
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * The language of a post, 'vi' or 'en', or '' where nobody said it.
 *
 * @param int $post_id Post.
 */
function diemnhan_language( $post_id ) {
	$said = get_post_meta( $post_id, '_diemnhan_language', true );
	if ( ! $said && function_exists( 'pll_get_post_language' ) ) {
		$said = pll_get_post_language( $post_id );
	}
	return in_array( $said, array( 'vi', 'en' ), true ) ? $said : '';
}

/**
 * Tell Polylang, or whoever listens to the action, the language of a post and of which it is the translation.
 *
 * @param int    $post_id  Post.
 * @param string $language Its language.
 * @param int    $original Post that it is the translation of, or 0.
 */
function diemnhan_say_language( $post_id, $language, $original = 0 ) {
	if ( function_exists( 'pll_set_post_language' ) ) {
		pll_set_post_language( $post_id, $language );
		$own = $original && function_exists( 'pll_get_post_language' ) ? pll_get_post_language( $original ) : '';
		if ( $own && function_exists( 'pll_save_post_translations' ) ) {
			pll_save_post_translations(
				array(
					$own      => $original,
					$language => $post_id,
				)
			);
		}
	}
	do_action( 'diemnhan_language', $post_id, $language, $original );
}

add_action(
	'rest_after_insert_post',
	function ( $post, $request ) {
		$language = get_post_meta( $post->ID, '_diemnhan_language', true );
		if ( isset( $request['meta']['_diemnhan_language'] ) && $language ) {
			diemnhan_say_language( $post->ID, $language );
		}
	},
	10,
	2
);

add_filter(
	'the_content',
	function ( $content ) {
		$language = in_the_loop() ? get_post_meta( get_the_ID(), '_diemnhan_language', true ) : '';
		if ( ! $language || 0 === strpos( get_bloginfo( 'language' ), $language ) ) {
			return $content;
		}
		return '<div lang="' . esc_attr( $language ) . '">' . $content . '</div>';
	},
	20
);
